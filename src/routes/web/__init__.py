"""What the server answers, the dashboard, and the static edition."""
