"""Corridor Atlas: measured trade corridors between Russia, Iran, the Caucasus, the Caspian and Central Asia."""
