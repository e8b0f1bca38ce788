"""Arguments for and against routes, their verdicts, and their balance."""
