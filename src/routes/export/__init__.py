"""Files for other programs: GeoJSON, GPX, KML, CSV, a brief to print, pictures."""
