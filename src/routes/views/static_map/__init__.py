"""The map drawn without a browser, for pictures and print."""
