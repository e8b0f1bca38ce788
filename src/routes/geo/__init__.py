"""Lines on the ellipsoid: lengths, projection, simplification, encoding, and readers of files with lines."""
