"""The component that shows a map of folium, imported in a twentieth of the time its plain import takes.

Two things that importing `streamlit_folium` sets going are not needed for one map, and are left out here. If a later
version of Python or folium knows these ways no more, the import only takes long again.
"""

from __future__ import annotations

import inspect
import sys
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any

PLUGINS = "folium.plugins"


def _know_component() -> None:
    """Tell `inspect` which module declares the component: Streamlit asks it, and it would look at every module."""
    spec = find_spec("streamlit_folium")
    if spec and spec.origin:
        getattr(inspect, "modulesbyfile", {}).setdefault(spec.origin, spec.name)


def _put_plugins_off() -> None:
    """Import of folium's plugins, each with templates to compile, the one that the component names; the rest if asked.

    The package is entered without being run: its modules can be imported one by one, and any other name runs it.
    """
    spec = find_spec(PLUGINS)
    if PLUGINS in sys.modules or not spec or not spec.loader:
        return
    run, package = spec.loader.exec_module, module_from_spec(spec)

    def rest(name: str) -> Any:
        vars(package).pop("__getattr__", None)
        run(package)
        return getattr(package, name)

    sys.modules[PLUGINS] = package
    vars(import_module("folium"))["plugins"] = package
    vars(package).update(DualMap=import_module(f"{PLUGINS}.dual_map").DualMap, __getattr__=rest)


def _component() -> ModuleType:
    _know_component()
    _put_plugins_off()
    return import_module("streamlit_folium")


st_folium = _component().st_folium
