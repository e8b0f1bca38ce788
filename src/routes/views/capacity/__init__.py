"""Capacity and traffic of a route: sentences, chart, table, and series of traffic."""
