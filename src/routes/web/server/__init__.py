"""What the server answers besides the dashboard: page shell, assets, computed views, downloads, security headers."""
