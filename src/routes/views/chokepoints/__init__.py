"""The ranking of chokepoints as a page, and its sentences."""
