"""From the files of `geodata/` to a checked atlas: reading, checks, borders, and states by year."""
