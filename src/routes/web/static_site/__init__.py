"""The static edition: the atlas as plain files that need no server."""
