"""The estimate of time, cost and emissions as a page."""
