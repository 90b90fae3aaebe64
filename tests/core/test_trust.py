"""What the user has said of a project: given to a folder with its very tools, or an address, in their configuration alone."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from stillroom.errors import KnownError
from stillroom.project import Project
from stillroom.tasks import make_project
from stillroom.trust import FILE, SENT, is_trusted, let_send, may_send, stop_sending, trust

CODE = {"kind": "python", "source": "def add(): ...", "entry": "add"}
TOOLS: list[dict[str, Any]] = [{"name": "add", "description": "Adds.", "parameters": {}, "implementation": CODE}]
OTHER_CODE = [TOOLS[0] | {"implementation": CODE | {"source": "import os\ndef add(): ..."}}]


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STILLROOM_CONFIG", str(tmp_path / "config"))
    return tmp_path / "config"


def test_tools_run_once_they_are_trusted_and_none_run_before(tmp_path: Path) -> None:
    assert not is_trusted(tmp_path, TOOLS)
    trust(tmp_path, TOOLS)
    assert is_trusted(tmp_path, TOOLS)
    assert is_trusted(tmp_path / "sub" / "..", TOOLS)


def test_where_there_are_no_tools_nothing_has_to_be_trusted(tmp_path: Path) -> None:
    assert is_trusted(tmp_path, [])


def test_other_code_under_the_same_description_is_not_trusted_and_neither_is_another_folder(tmp_path: Path) -> None:
    trust(tmp_path, TOOLS)
    assert not is_trusted(tmp_path, OTHER_CODE)
    assert not is_trusted(tmp_path / "elsewhere", TOOLS)
    trust(tmp_path, OTHER_CODE)
    assert is_trusted(tmp_path, TOOLS)  # as they were before they were changed


def test_a_project_brings_no_trust_along(tmp_path: Path, config: Path) -> None:
    with make_project(tmp_path / "made", "cipher-desk") as project:
        tools = project.store.tools()
        assert is_trusted(project.folder, tools)
        project.store.set_fact("trusted", True)
    shutil.copytree(tmp_path / "made", tmp_path / "copied")
    with Project.open(tmp_path / "copied", writer=True) as project:
        assert project.store.tools() == tools
        assert not is_trusted(project.folder, project.store.tools())
    (config / FILE).unlink()
    assert not is_trusted(tmp_path / "made", tools)


@pytest.mark.parametrize("content", [b"", b"[1]", b'{"/": true}', b"\xff"])
def test_a_broken_list_trusts_nothing_and_is_written_anew(tmp_path: Path, config: Path, content: bytes) -> None:
    trust(tmp_path, TOOLS)
    (config / FILE).write_bytes(content)
    assert not is_trusted(tmp_path, TOOLS)
    trust(tmp_path, TOOLS)
    assert is_trusted(tmp_path, TOOLS)


def test_tools_of_any_text_have_a_digest(tmp_path: Path) -> None:
    odd = [{"name": "\ud800", "number": float("nan")}]
    trust(tmp_path, odd)
    assert is_trusted(tmp_path, odd)


def test_what_cannot_be_written_down_is_said_and_keeps_no_sample_from_being_made(tmp_path: Path, config: Path) -> None:
    (config / FILE).mkdir(parents=True)
    with pytest.raises(KnownError):
        trust(tmp_path, TOOLS)
    with make_project(tmp_path / "made", "cipher-desk") as project:
        assert not is_trusted(project.folder, project.store.tools())


def test_what_a_project_holds_goes_to_an_address_once_that_was_agreed_to_for_this_folder(
    tmp_path: Path, config: Path
) -> None:
    address = "https://api.openai.com/v1"
    assert not may_send(tmp_path, address)
    let_send(tmp_path, address)
    let_send(tmp_path, address)
    assert may_send(tmp_path / "sub" / "..", address)
    assert not may_send(tmp_path, "https://api.mistral.ai/v1")
    assert not may_send(tmp_path / "copied", address)
    assert not is_trusted(tmp_path, TOOLS)
    let_send(tmp_path, "https://api.mistral.ai/v1")
    stop_sending(tmp_path, address)
    assert not may_send(tmp_path, address)
    assert may_send(tmp_path, "https://api.mistral.ai/v1")
    let_send(tmp_path, address)
    (config / SENT).write_bytes(b"[]")
    assert not may_send(tmp_path, address)
