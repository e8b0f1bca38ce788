"""Maps of other servers: none unless the operator names them, and none but those."""

from __future__ import annotations

from urllib.parse import urlsplit

import folium
import pytest
from streamlit_folium import generate_leaflet_string

from routes.data.atlas import Atlas
from routes.errors import RoutesError
from routes.views import selections
from routes.views.map import frame, scripts, tile_services
from routes.views.map.tile_services import ALLOWED, SERVICES


def test_none_is_offered_unless_the_operator_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ALLOWED, raising=False)
    assert tile_services.offered() == {}
    monkeypatch.setenv(ALLOWED, " orm , osm,")
    assert [*tile_services.offered()] == ["osm", "orm"]


def test_a_name_that_is_no_map_is_told_with_those_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ALLOWED, "osm,google")
    with pytest.raises(RoutesError, match=r"ROUTES_TILES names 'google'.*osm, sat, orm"):
        tile_services.offered()


def test_the_choice_is_in_the_address_and_what_is_not_allowed_is_left_out(
    toy: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ALLOWED, "osm,orm")
    selection, notices = selections.from_query(toy, {"tiles": "osm,orm"})
    assert (selections.to_query(selection)["tiles"], notices) == ("osm,orm", ())
    selection, notices = selections.from_query(toy, {"tiles": "osm,sat"})
    assert selection.tiles == ("osm",)
    assert "“sat”" in notices[0]


@pytest.mark.parametrize("service", SERVICES.values(), ids=[*SERVICES])
def test_a_map_has_its_credit_terms_and_servers(service: tile_services.TileService) -> None:
    layer = frame.service_layer(service)
    assert isinstance(layer, folium.TileLayer)
    given = {key: layer.options[key] for key in ("credit", "terms", "host", "service")}
    assert given == {"credit": service.credit, "terms": service.terms, "host": service.host, "service": service.id}
    assert "OpenStreetMap" in service.credit or "Copernicus" in service.credit
    parts = [urlsplit(origin) for origin in service.origins]
    assert all(part.scheme == "https" and str(part.hostname).endswith(service.host) for part in parts)


def test_one_map_that_hides_the_others_is_shown_at_most() -> None:
    assert tile_services.with_one_cover(("osm", "sat", "orm"), ("osm", "orm")) == ("sat", "orm")
    assert tile_services.with_one_cover(("osm", "sat"), ("sat",)) == ("osm",)
    assert tile_services.with_one_cover(("orm",), ("osm", "orm")) == ("orm",)


def test_the_map_without_them_is_as_if_there_were_none() -> None:
    plain, offered = (
        frame.base_map(lambda name: f"../../files/{name}", services=given) for given in ((), [*SERVICES.values()])
    )
    assert "https://" not in generate_leaflet_string(plain)
    drawn = generate_leaflet_string(offered)
    layers = [child.get_name() for child in offered._children.values() if isinstance(child, folium.TileLayer)]
    assert f"offerTiles({', '.join(layers)});" in drawn
    assert [name for name, _ in folium.Map.default_js] == ["dashboard", "services"]
    assert b"showTiles" not in scripts.map_script()
    assert b"showTiles" in scripts.services_script()


def test_what_is_shown_is_said_with_every_route_where_any_is_offered() -> None:
    said = [
        generate_leaflet_string(frame.way_group("way.json", "way", (), None, "light", tiles=tiles))
        for tiles in (None, (), ("osm",))
    ]
    assert "showTiles" not in said[0]
    assert "showTiles([]);" in said[1]
    assert 'showTiles(["osm"]);' in said[2]
