"""Files for other programs: GeoJSON, GPX, KML, CSV, a workbook, a brief to print, pictures."""
