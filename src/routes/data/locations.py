"""Where the data and the other files at the top of the repository stand: in a checkout, or in the installed package."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path

# The environment variable that names another folder of data.
FOLDER_VARIABLE = "ROUTES_GEODATA"


def _top() -> Path:
    """Return the folder that holds `geodata/`, `app.py` and `.streamlit/`."""
    installed = Path(str(files("routes") / "_top"))
    return installed if installed.is_dir() else Path(__file__).resolve().parents[3]


TOP = _top()
GEODATA = TOP / "geodata"


def geodata_folder() -> Path:
    """Return the folder of data to read: the one `ROUTES_GEODATA` names, or that which comes with the atlas."""
    return Path(os.environ.get(FOLDER_VARIABLE) or GEODATA)
