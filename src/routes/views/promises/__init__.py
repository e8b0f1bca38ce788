"""Announcements of openings, capacities and loads beside what came of them."""
