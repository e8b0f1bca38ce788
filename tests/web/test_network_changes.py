"""Changes of the network on the dashboard: at most five, whichever way the sixth is asked for."""

from __future__ import annotations

from pages import opened

FULL = "At most 5 changes are shown together. Take one back first."
FIVE = ",".join(f"without-post-{name}" for name in ("astara", "bilasuvar", "lars", "sarakhs-road", "incheh-borun"))


def refused(place: str) -> bool:
    page = opened(route="nakhchivan-syunik-rail", scenario=FIVE, place=place)
    assert not page.exception
    return any(caption.value == FULL for caption in page.caption)


def test_the_card_of_a_crossing_refuses_a_sixth_change_as_the_map_does() -> None:
    assert refused("alat-port")


def test_the_card_of_a_crossing_that_is_closed_already_offers_to_take_that_back() -> None:
    assert not refused("post-lars")
