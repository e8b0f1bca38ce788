

def test_the_dates_beside_a_blocked_route_are_said_to_be_of_what_blocks_it(real: Atlas) -> None:
    blocked = headlines.status_line(of_route(real, "nakhchivan-aras-road")).detail
    assert blocked.startswith("What blocks it: reports of ")
    assert headlines.status_line(of_route(real, "middle-khorgos-poti")).detail.startswith("Reports of ")
