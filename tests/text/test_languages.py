"""The languages: catalogues, numbers and names by language, texts of the data, and what is never mixed."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from routes.data import translations
from routes.data.atlas import Atlas
from routes.model import Route
from routes.network.journey import of_route
from routes.text import (
    catalogues,
    data_texts,
    dates,
    language,
    local_formats,
    message_files,
    numbers,
    place_names,
    places_by_name,
)
from routes.text import translation_checks as checks
from routes.text.language import LANGUAGES, speaking
from routes.views import summary
from routes.views.map import layers

OTHERS = [code for code in LANGUAGES if code != "en"]
FUNCTIONS = {"gettext": 1, "ngettext": 2, "pgettext": 2, "npgettext": 3, "marked": 2}
SYUNIK = "nakhchivan-syunik-rail"


def called() -> Iterator[tuple[str, ast.Call]]:
    """Every call of a function of messages in the code."""
    for file in sorted(message_files.PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS:
                yield file.name, node


@pytest.mark.parametrize("code", OTHERS)
def test_a_catalogue_has_every_message_and_no_other_and_loses_no_part_of_one(code: str) -> None:
    assert [str(problem) for problem in message_files.problems(code)] == []


def test_every_literal_message_of_the_code_is_collected() -> None:
    known = {m.id if isinstance(m.id, str) else m.id[0] for m in message_files.collected()}
    said = [
        (file, argument.value)
        for file, node in called()
        for argument in node.args[: FUNCTIONS[node.func.id]]  # type: ignore[attr-defined]
        if isinstance(argument, ast.Constant)
    ]
    contexts_and_plurals = {m.context for m in message_files.collected()} | {
        m.id[1] for m in message_files.collected() if not isinstance(m.id, str)
    }
    assert len(said) > 100
    assert [one for one in said if one[1] not in known | contexts_and_plurals] == []


def test_no_message_is_put_together_before_it_is_looked_up() -> None:
    wrong = [
        (file, node.lineno)
        for file, node in called()
        if node.func.id != "marked"  # type: ignore[attr-defined]
        for argument in node.args[:1]
        if isinstance(argument, (ast.JoinedStr, ast.BinOp))
    ]
    assert wrong == []


def test_a_language_is_offered_once_every_message_is_translated(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shutil.copytree(catalogues.FOLDER, tmp_path / "locale")
    monkeypatch.setattr(catalogues, "FOLDER", tmp_path / "locale")
    assert catalogues.is_complete("ru")
    file = catalogues.path("ru")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('msgstr "Маршрут"', 'msgstr ""'), encoding="utf-8")
    assert not catalogues.is_complete("ru")
    file.write_text(text.replace('#, python-format\nmsgid "at', "#, fuzzy\nmsgid").replace("#: ", "#, fuzzy\n#: ", 1))
    assert not catalogues.is_complete("ru")
    file.unlink()
    assert not catalogues.is_complete("ru")


def test_the_offered_languages_are_the_complete_ones() -> None:
    complete = [code for code in OTHERS if not message_files.untranslated(code)]
    assert [*language.offered()] == ["en", *complete]
    assert {"ru", "fa", "az", "hy", "tr"} <= set(complete)


@pytest.mark.parametrize(
    ("header", "code"),
    [
        (None, None),
        ("", None),
        ("en-US,en;q=0.9", None),
        ("ru-RU,ru;q=0.9,en-US;q=0.8", "ru"),
        ("fa", "fa"),
        ("de,fa;q=0.5,en;q=0.7", None),
        ("de,ru;q=0.8", "ru"),
        ("de", None),
        ("ru;q=0", None),
        ("*", None),
        ("ru;q=x,<script>", None),
        ("," * 10_000 + "ru", None),
    ],
)
def test_the_language_is_the_one_that_the_browser_wants_most(header: str | None, code: str | None) -> None:
    assert language.accepted(header) == code


def test_numbers_dates_and_units_are_those_of_the_language() -> None:
    with speaking("fa"):
        assert numbers.whole(12345) == "۱۲٬۳۴۵"
        assert numbers.km(531.4, approximate=True) == "≈۵۳۱\u00a0کیلومتر"
        assert dates.day("2026-03-12") == "۱۲\u00a0مارس\u00a0۲۰۲۶"
        assert local_formats.unit(15.5, "duration-day", "long") == "۱۵٫۵\u00a0روز"
        assert local_formats.plain("2005") == "۲۰۰۵"
    with speaking("ru"):
        assert numbers.whole(12345) == "12\u00a0345"
        assert dates.day("2026-03") == "март\u00a02026\u202fг."
        assert numbers.listed(["а", "б", "в"]) == "а, б и в"
    with speaking("az"):
        assert numbers.km(12345) == "12.345\u00a0km"
    assert numbers.km(12345) == "12,345\u00a0km"


def test_no_digit_or_separator_of_another_script_is_mixed_into_a_persian_number() -> None:
    with speaking("fa"):
        written = [numbers.whole(10.0**n) for n in range(8)] + [
            numbers.km(4364.0),
            local_formats.unit(2.5, "duration-day"),
        ]
    assert not {*"0123456789,."} & {*"".join(written)}


def test_zero_takes_the_first_form_in_armenian_and_persian_only() -> None:
    forms = {code: message_files.read(code).plural_forms for code in OTHERS}
    assert {code for code, rule in forms.items() if "n > 1" in rule} == {"hy", "fa"}
    assert message_files.read("ru").num_plurals == 3


def test_names_in_latin_letters_are_isolated_in_persian_only() -> None:
    with speaking("fa"):
        assert language.gettext("%(route)s: %(finding)s", route="Lapis", finding="باز") == "\u2068Lapis\u2069: باز"
    with speaking("ru"):
        assert language.gettext("%(route)s: %(finding)s", route="Lapis", finding="открыт") == "Lapis: открыт"


def test_a_crossing_with_two_names_is_not_called_by_one_of_them(real: Atlas) -> None:
    both = [p for p in real.places.values() if len({*p.name.split(" / ")}) > 1 and p.names]
    assert both
    for code in OTHERS:
        with speaking(code):
            assert all("/" in place_names.full(place) for place in both)
            assert place_names.full(real.places["baku"]) == real.places["baku"].names.get(code, "Baku")


def changed(real: Atlas, tmp_path: Path, name: str, text: str) -> Atlas:
    """The atlas with one other file of Russian translations."""
    shutil.copytree(real.folder / "i18n", tmp_path / "i18n")
    (tmp_path / "i18n" / "ru" / name).write_text(text, encoding="utf-8")
    return replace(real, folder=tmp_path)


def test_a_text_whose_english_has_changed_is_shown_in_english_and_listed(real: Atlas, tmp_path: Path) -> None:
    text = "- id: armenia\n  title:\n    of: '00000000'\n    text: 'Армения'\n"
    atlas = changed(real, tmp_path, "questions.yaml", text)
    with speaking("ru"):
        told = data_texts.told(atlas, atlas.questions["armenia"], "title")
        fresh = data_texts.told(real, real.questions["armenia"], "title")
    assert (told.words, told.foreign) == (atlas.questions["armenia"].title, True)
    assert (fresh.words, fresh.foreign) == ("Армения между Ираном и Грузией", False)
    assert [problem.field for problem in checks.outdated(atlas)] == ["title"]
    assert [*checks.problems(atlas)] == []
    assert "id: armenia" in checks.to_translate(atlas, "ru", "questions")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- id: atlantis\n  title: {of: 'a', text: 'б'}\n", "have no 'atlantis'"),
        ("- id: armenia\n  colour: {of: 'a', text: 'б'}\n", "has no such text"),
        ("- id: armenia\n  title: {of: 'a', text: ''}\n", "is no translation"),
        ("- id: armenia\n  title: Армения\n", "is no translation"),
        ("- id: armenia\n  title: {of: 'a', text: 'Анклав'}\n", "'Анклав' is not a neutral word"),
    ],
)
def test_a_translation_that_cannot_stand_is_refused(real: Atlas, tmp_path: Path, text: str, found: str) -> None:
    atlas = changed(real, tmp_path, "questions.yaml", text)
    assert [found in str(problem) for problem in checks.problems(atlas)] == [True]


def test_every_translated_text_is_of_an_entry_that_there_is(real: Atlas) -> None:
    assert [*checks.problems(real)] == []


# Links and buttons of the live page can hold no mark that they are in English.
UNMARKED = (("routes", "title"), ("questions", "title"), ("scenarios", "short"), ("layers", "title"))


@pytest.mark.parametrize(("table", "field"), UNMARKED)
def test_what_cannot_be_marked_as_english_is_translated_into_every_language_offered(
    real: Atlas, table: str, field: str
) -> None:
    for code in language.offered().keys() - {"en"}:
        known = translations.of_language(real, code)
        missing = [id for id in getattr(real, table) if (table, id, field) not in known]
        assert missing == [], code


def test_what_a_layer_holds_is_kept_in_no_language(real: Atlas) -> None:
    with speaking("ru"):
        russian = layers.holds(real, "caspian")
    assert "порт" in russian
    assert "port" in layers.holds(real, "caspian")
    assert places_by_name.place_id(real, "Baku") == "baku"


def test_an_answer_in_one_language_leaves_nothing_behind_in_another(real: Atlas) -> None:
    before = summary.first_screen(of_route(real, SYUNIK))
    answers = {}
    for code in ("fa", "ru"):
        with speaking(code):
            answers[code] = summary.first_screen(of_route(real, SYUNIK))
    assert summary.first_screen(of_route(real, SYUNIK)) == before
    assert "کیلومتر" in answers["fa"]
    assert "Сведения" in answers["ru"]
    assert "км" not in before


@pytest.mark.parametrize("code", ["ru", "fa", "az", "hy", "tr"])
def test_all_facts_and_headlines_of_all_routes_can_be_said(real: Atlas, code: str) -> None:
    with speaking(code):
        for id in real.routes:
            for scenarios in ((), ("in-1988",), ("in-2030",), ("on-paper",)):
                page = summary.first_screen(of_route(real, id, scenarios))
                assert "%(" not in page
                assert isinstance(real.routes[id], Route)
