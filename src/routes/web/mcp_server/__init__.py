"""The atlas as a server of the Model Context Protocol: read-only tools for assistants, over stdio or HTTP."""
