"""Small faults put into the code on purpose, one at a time, and whether the tests that concern them notice.

    python tests/mutants.py [words]     applies those whose file or change has the words, else all; prints the score

Each fault is made in a copy of the package. Exit code 1 if fewer than nine of ten are noticed or one no longer applies.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parents[1]
LEAST = 0.9
PATIENCE_SECONDS = 600
SCENARIOS = "tests/network/test_scenarios.py tests/network/test_boundaries.py"
JOURNEY = "tests/network/test_journey.py tests/network/test_boundaries.py"
ESTIMATE = "tests/network/test_estimate.py tests/network/test_boundaries.py"
DATA = "tests/data/test_loader.py tests/data/test_added_entries.py"
YEARS = "tests/data/test_years.py"
TRIALS = "tests/analysis/test_argument_tests.py"
TEXT = "tests/text/test_text.py tests/text/test_citations.py"
READERS = "tests/geo"
FRAME = "tests/web/test_page_frame.py"
CACHE = "tests/data/test_cache.py"
SVG = "tests/views/test_svg.py"
# (file below src/routes, what stands there, the fault, the tests that must notice).
FAULTS: tuple[tuple[str, str, str, str], ...] = (
    ("network/scenarios.py", "if rank >= strongest.get", "if rank > strongest.get", SCENARIOS),
    ("network/scenarios.py", "opened[0] > closed[0]", "opened[0] >= closed[0]", SCENARIOS),
    ("network/scenarios.py", "FRAME, SELECTOR, NAMED = range(3)", "SELECTOR, FRAME, NAMED = range(3)", SCENARIOS),
    ("network/scenarios.py", "FRAME, SELECTOR, NAMED = range(3)", "FRAME, NAMED, SELECTOR = range(3)", SCENARIOS),
    ("network/scenarios.py", "opened[1] != closed[1]", "opened[1] == closed[1]", SCENARIOS),
    (
        "network/scenarios.py",
        "PASSABLE_POST = (PostStatus.OPEN, PostStatus.LIMITED)",
        "PASSABLE_POST = (PostStatus.OPEN,)",
        JOURNEY,
    ),
    ("network/scenarios.py", "if len(chosen) > 1:", "if len(chosen) > 2:", f"{SCENARIOS} {YEARS}"),
    (
        "network/scenarios.py",
        'leg.direction == "forward" and start.id != leg.start',
        'leg.direction == "forward" and start.id == leg.start',
        SCENARIOS,
    ),
    ("network/journey/gauges.py", "len(j[0].countries), j[0].id", "j[0].id", JOURNEY),
    ("network/journey/gauges.py", "not changes_gauge(j[0])", "changes_gauge(j[0])", JOURNEY),
    (
        "network/journey/build.py",
        "(s.end, s.from_km + s.km) if s.leg.country is None",
        "(s.start, s.from_km) if s.leg.country is None",
        JOURNEY,
    ),
    ("network/journey/build.py", "if enters != country:", "if enters == country:", JOURNEY),
    ("network/journey/build.py", "leg.line if forward else leg.line[::-1]", "leg.line", JOURNEY),
    (
        "network/journey/journey.py",
        "sum(s.km for s in self.sections if s.passable)",
        "sum(s.km for s in self.sections)",
        JOURNEY,
    ),
    ("network/journey/journey.py", "self.passable_km / self.length_km", "self.unknown_km / self.length_km", JOURNEY),
    ("network/journey/events.py", 'all(b.status == "unknown"', 'any(b.status == "unknown"', JOURNEY),
    ("network/graph/paths.py", "SHARED_AT_MOST = 0.6", "SHARED_AT_MOST = 0.7", JOURNEY),
    ("network/graph/search.py", "< SHARED_AT_MOST and", "< SHARED_AT_MOST or", JOURNEY),
    (
        "network/parameters.py",
        "(p.passes is not None, bool(p.places),",
        "(bool(p.places), p.passes is not None,",
        ESTIMATE,
    ),
    ("network/parameters.py", "HOURS_PER_DAY = 24.0", "HOURS_PER_DAY = 23.0", ESTIMATE),
    ("network/parameters.py", "KM_PER_NAUTICAL_MILE = 1.852", "KM_PER_NAUTICAL_MILE = 1.609", ESTIMATE),
    ("network/parameters.py", "return Spread(own, own, own)", "return Spread(own, own, 2 * own)", ESTIMATE),
    ("network/parameters.py", "self.high * other.high)", "self.high * other.low)", ESTIMATE),
    ("analysis/argument_tests.py", "TOO_CLOSE = 0.01", "TOO_CLOSE = 0.02", TRIALS),
    ("analysis/argument_tests.py", "apart < TOO_CLOSE", "apart <= TOO_CLOSE", TRIALS),
    (
        "analysis/argument_tests.py",
        "isinstance(check.than, tuple) and check.metric in IN_KM",
        "isinstance(check.than, tuple)",
        TRIALS,
    ),
    ("data/atlas.py", "if age.days > (report", "if age.days >= (report", DATA),
    (
        "data/atlas.py",
        "GATE_DAYS, WORKS_DAYS, LINE_DAYS = 180, 365, 1095",
        "GATE_DAYS, WORKS_DAYS, LINE_DAYS = 181, 365, 1095",
        DATA,
    ),
    (
        "data/atlas.py",
        "GATE_DAYS, WORKS_DAYS, LINE_DAYS = 180, 365, 1095",
        "GATE_DAYS, WORKS_DAYS, LINE_DAYS = 180, 366, 1095",
        DATA,
    ),
    ("data/atlas.py", '(*map(int, partial.split("-")), 1, 1)', '(*map(int, partial.split("-")), 12, 28)', DATA),
    ("data/atlas.py", "if id in used or layer.shows", "if id in used", DATA),
    ("data/checks/legs.py", "km * ROUNDING + 0.2 < drawn", "km * 2 < drawn", DATA),
    ("data/checks/legs.py", "if gap_m > place.precision_m + leg.accuracy_m:", "if gap_m > 1_000_000:", DATA),
    ("data/checks/legs.py", "if km < straight - slack:", "if km < straight / 2:", DATA),
    ("data/checks/routes.py", "if here != route.end:", "if False:", DATA),
    ("data/checks/wording.py", "re.IGNORECASE", "re.ASCII", DATA),
    ("data/checks/names.py", "if holder.name in ids:", "if False:", DATA),
    ("data/yaml_reader.py", "if key.value in found:", "if False:", DATA),
    ("data/yaml_reader.py", "true|True|TRUE|false|False|FALSE", "true|false|yes|no", DATA),
    (
        "data/years.py",
        "if period.closed is not None and year >= int",
        "if period.closed is not None and year > int",
        YEARS,
    ),
    (
        "data/years.py",
        "announcement is None or int(announcement.opens[:4]) > year",
        "announcement is None or int(announcement.opens[:4]) >= year",
        YEARS,
    ),
    ("data/cache.py", "lru_cache(maxsize)(partial", "lru_cache(None)(partial", CACHE),
    ("text/citations.py", r'    "%": r"\%",', "", TEXT),
    ("text/numbers.py", "min(99.0, max(1.0, share * 100))", "max(1.0, share * 100)", TEXT),
    ("text/numbers.py", "max(1.0, share * 100)", "share * 100", TEXT),
    ("geo/geodesy.py", "WGS84.line_length(lons, lats)", "WGS84.line_length(lats, lons)", READERS),
    ("geo/readers/collector.py", "if self.points > MOST_POINTS:", "if self.points > 2 * MOST_POINTS:", READERS),
    ("geo/readers/collector.py", "if self.features > MOST_FEATURES:", "if self.features > 2 * MOST_FEATURES:", READERS),
    ("views/svg.py", "map(_child, children)", "map(str, children)", SVG),
    ("web/dashboard/page_frame.py", "if key not in dropped}", "}", FRAME),
    ("web/dashboard/state.py", "self.layer(theme, year), root)", "self.layer(theme), root)", FRAME),
)


def copied(folder: Path, file: str, old: str, new: str) -> Path | None:
    """Copy the package with a fault in it and link the rest beside it; None where the text to change is not there."""
    text = (ROOT / "src" / "routes" / file).read_text(encoding="utf-8")
    if old not in text:
        return None
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    (folder / "src" / "routes" / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    for beside in ROOT.iterdir():
        if beside.name not in ("src", ".git") and not beside.name.startswith(".venv"):
            (folder / beside.name).symlink_to(beside)
    return folder


def outcome(fault: tuple[str, str, str, str]) -> str:
    """Return `noticed`, `NOT NOTICED` or `NOT APPLIED`."""
    file, old, new, tests = fault
    with tempfile.TemporaryDirectory() as temporary:
        folder = copied(Path(temporary), file, old, new)
        if folder is None:
            return "NOT APPLIED"
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests.split()]
        environment = os.environ | {"PYTHONPATH": str(folder / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, timeout=PATIENCE_SECONDS, check=False
        )
        return "NOT NOTICED" if done.returncode == 0 else "noticed"


def main() -> int:
    """Apply the faults and print what became of each; the tests must pass where there is no fault."""
    words = sys.argv[1:]
    faults = [f for f in FAULTS if all(any(word in part for part in f) for word in words)]
    sound = [("__init__.py", "", "", tests) for tests in dict.fromkeys(f[3] for f in faults)]
    outcomes = []
    with ThreadPoolExecutor(2) as pool:
        for fault, found in zip(sound, pool.map(outcome, sound), strict=True):
            if found != "NOT NOTICED":
                print(f"these tests fail without any fault: {fault[3]}")
                return 1
        for fault, found in zip(faults, pool.map(outcome, faults), strict=True):
            outcomes.append(found)
            print(f"{found:12} {fault[0]}: {fault[1]}  ->  {fault[2]}", flush=True)
    noticed = outcomes.count("noticed")
    print(f"{noticed} of {len(faults)} faults noticed")
    return 0 if faults and noticed >= LEAST * len(faults) and "NOT APPLIED" not in outcomes else 1


if __name__ == "__main__":
    sys.exit(main())
