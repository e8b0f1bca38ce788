"""Tables of entries by id, and how they become data frames."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from routes.data.atlas import first_day
from routes.errors import UnknownIdError

if TYPE_CHECKING:
    import geopandas
    import pandas as pd

T = TypeVar("T")
CRS = "EPSG:4326"
# Columns that hold dates; a month or a year stands for its first day, and beside it as it is written.
DATES = ("as_of", "status_as_of", "not_confirmed_since", "published", "retrieved", "checked")
WRITTEN = "_text"
Row = Mapping[str, Any]


@dataclass(frozen=True, repr=False)
class Table(Collection[str], Generic[T]):
    """Entries of one kind by id: `table[id]`, `len(table)`, `id in table`, `for id in table`, `to_dataframe()`.

    Parameters
    ----------
    kind
        What an entry is called in messages.
    entries
        The entries by id.
    rows
        Makes the rows of the data frame; each has an `id`.
    """

    kind: str
    entries: Mapping[str, T]
    rows: Callable[[], Sequence[Row]]

    def __getitem__(self, id: str) -> T:
        if id not in self.entries:
            raise UnknownIdError(self.kind, id, self.entries)
        return self.entries[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, id: object) -> bool:
        return id in self.entries

    def __repr__(self) -> str:
        first = ", ".join(list(self.entries)[:3])
        return f"<{len(self)} entries of the kind {self.kind}: {first}, ...>"

    def to_dataframe(self) -> pd.DataFrame:
        """Return a new data frame: a row for each entry, its id as the index, dates as `datetime64`.

        A date known to the month or year only is given as its first day; the column of the same name with `_text`
        holds it as it is written.
        """
        return frame(self.rows())

    def _repr_html_(self) -> str:
        return str(self.to_dataframe()._repr_html_())  # type: ignore[operator]


class GeoTable(Table[T]):
    """Entries that lie somewhere; each row has a `geometry` as well."""

    def to_geodataframe(self) -> geopandas.GeoDataFrame:
        """Return a new GeoDataFrame in EPSG:4326 (longitude, latitude); the rest as `to_dataframe`."""
        return geoframe(self.rows())

    def to_dataframe(self) -> pd.DataFrame:
        """Return the same without the geometry."""
        return frame([{name: value for name, value in row.items() if name != "geometry"} for row in self.rows()])

    def _repr_html_(self) -> str:
        return str(self.to_dataframe()._repr_html_())  # type: ignore[operator]


def frame(rows: Sequence[Row], index: str = "id") -> pd.DataFrame:
    """Return rows as a data frame with dates as dates."""
    import pandas as pd

    made = pd.DataFrame.from_records([_dated(row) for row in rows])
    for name in DATES:
        if name in made:
            made[name] = pd.to_datetime(made[name])
    return made.set_index(index) if index in made else made


def geoframe(rows: Sequence[Row], index: str = "id") -> geopandas.GeoDataFrame:
    """Return rows that have a `geometry` as a GeoDataFrame in EPSG:4326."""
    import geopandas

    return geopandas.GeoDataFrame(frame(rows, index), geometry="geometry", crs=CRS)


def of_features(features: Iterable[Row]) -> list[Row]:
    """Return GeoJSON features as rows: their properties, without the sentences, and a `geometry`."""
    import shapely

    return [
        {
            **{name: value for name, value in feature["properties"].items() if name != "says"},
            "geometry": shapely.geometry.shape(feature["geometry"]),
        }
        for feature in features
    ]


def _dated(row: Row) -> Row:
    """Give each partial date as a day, and beside it as it is written."""
    found: dict[str, Any] = {}
    for name, value in row.items():
        if name in DATES:
            written = str(value) if value else None
            found[name] = first_day(written) if written and written[0].isdigit() else None
            found[name + WRITTEN] = written
        else:
            found[name] = value
    return found
