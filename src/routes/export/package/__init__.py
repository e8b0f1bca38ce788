"""The atlas as a data package: tables and maps in open formats, with what describes, licenses and cites them."""

from __future__ import annotations

from routes.export.package.files import files, write

__all__ = ["files", "write"]
