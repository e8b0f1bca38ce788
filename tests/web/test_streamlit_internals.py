"""What the atlas relies on in Streamlit without a promise is there, part by part, in the version installed."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from streamlit import config, delta_generator, runtime
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.web.server.starlette import starlette_websocket
from uvicorn.protocols.http.auto import AutoHTTPProtocol

from routes.web.server import hosts, page_shell, preload, streamlit_internals

SCRIPTS = files("streamlit") / "static" / "static" / "js"


def test_the_one_page_has_a_title_and_an_end_to_put_things_before() -> None:
    index = streamlit_internals.index()
    assert page_shell.TITLE.search(index)
    assert "</body>" in index


@pytest.mark.parametrize("element", [*preload.EVERYWHERE, *preload.EXPLORE])
def test_every_element_of_the_pages_has_a_script_of_its_name(element: str) -> None:
    assert any(re.fullmatch(rf"{element}\.[\w-]+\.js", name) for name in streamlit_internals.scripts((element,)))


@pytest.mark.parametrize("name", streamlit_internals.ATTRIBUTES)
def test_streamlits_page_has_the_attributes_that_ours_looks_for(name: str) -> None:
    bundled = [file.read_text(encoding="utf-8") for file in SCRIPTS.iterdir() if file.name.startswith("index.")]
    assert any(name in text for text in bundled)


def test_the_kinds_of_messages_have_these_names() -> None:
    assert {field.name for field in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields} >= streamlit_internals.KINDS
    assert "script_finished" in {field.name for field in ForwardMsg.DESCRIPTOR.oneofs_by_name["type"].fields}
    assert not streamlit_internals.is_for_pages(BackMsg(clear_cache=True).SerializeToString())


def test_the_look_for_a_console_can_be_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delta_generator, "_use_warning_has_been_displayed", False)
    looks: list[bool] = []
    monkeypatch.setattr(delta_generator.env_util, "is_repl", lambda: looks.append(True))
    streamlit_internals.skip_use_warning()
    delta_generator._maybe_print_use_warning()
    assert not looks


def test_files_are_handed_out_by_the_media_manager() -> None:
    assert callable(MediaFileManager.add)
    assert not runtime.exists()
    assert not streamlit_internals.runs_as_script()


def test_streamlits_own_check_of_the_websocket_follows_the_names_we_allow() -> None:
    before = config.get_option("server.allowedHosts")
    try:
        streamlit_internals.allow_hosts(("atlas.example", *hosts.THIS_MACHINE))
        assert starlette_websocket.is_host_allowed("atlas.example:8501")
        assert starlette_websocket.is_host_allowed("[::1]:8501")
        assert not starlette_websocket.is_host_allowed("elsewhere.example")
    finally:
        config.set_option("server.allowedHosts", before)


def test_an_origin_of_the_same_name_is_admitted_without_looking_further(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: str) -> bool:
        pytest.fail("Streamlit looked further")

    monkeypatch.setattr(starlette_websocket, "is_url_from_allowed_origins", fail)
    assert starlette_websocket._is_origin_allowed("http://127.0.0.1:8501", "127.0.0.1:8501")


def test_uvicorns_connections_have_what_is_looked_at() -> None:
    assert {"cycle", "timeout_keep_alive_task", "config"} <= set(AutoHTTPProtocol.__init__.__code__.co_names)
