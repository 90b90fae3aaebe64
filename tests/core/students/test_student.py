"""Which folders are students, and why the others are not."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from stillroom.errors import StudentError
from stillroom.students import SMOLLM2, find_student, is_prepared
from stillroom.templates import CHATML

CONFIG = {"model_type": "llama"}
TOKENIZER = {"added_tokens": [{"content": "<|im_start|>"}, {"content": "<|im_end|>"}, {"content": "<|endoftext|>"}]}
MINE = {"AutoTokenizer": ["mine.Tokenizer", None]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that holds everything a student needs, as far as it is looked at before it is loaded."""
    made = tmp_path / "model"
    made.mkdir()
    write(made, "config.json", CONFIG)
    write(made, "tokenizer.json", TOKENIZER)
    (made / "model.safetensors").write_bytes(b"")
    return made


def write(folder: Path, name: str, value: Any) -> None:
    (folder / name).write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")


def refusal(name: Path | str) -> StudentError:
    with pytest.raises(StudentError) as refused:
        find_student(str(name))
    assert refused.value.hint
    return refused.value


def test_a_folder_in_hugging_face_format_is_a_student(tiny_student: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    student = find_student(str(tiny_student))
    assert (student.name, student.folder, student.family) == (str(tiny_student), tiny_student, CHATML)
    monkeypatch.chdir(tiny_student.parent)
    assert find_student(tiny_student.name).folder == tiny_student


def test_what_may_be_there_as_well_is_no_hindrance(folder: Path) -> None:
    write(folder, "tokenizer_config.json", {"tokenizer_class": "PreTrainedTokenizerFast"})
    (folder / "pytorch_model.bin").write_bytes(b"")  # the safetensors are taken
    assert find_student(str(folder)).family is CHATML


def test_a_digest_tells_changed_files(folder: Path) -> None:
    student = find_student(str(folder))
    before = student.digest
    assert find_student(str(folder)).digest == before
    (folder / "model.safetensors").write_bytes(b"other")
    assert student.digest != before
    moved = shutil.copytree(folder, folder.with_name("copy"))
    assert find_student(str(moved)).digest == student.digest


def test_a_name_that_is_no_folder_is_named(tmp_path: Path) -> None:
    error = refusal(tmp_path / "none")
    assert error.title == "No such student"
    assert str(tmp_path / "none") in error.message
    assert SMOLLM2 in error.hint


def test_a_file_is_no_folder(folder: Path) -> None:
    assert refusal(folder / "config.json").title == "No such student"


def test_the_sample_s_student_must_be_prepared_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STILLROOM_CACHE", str(tmp_path / "cache"))
    assert not is_prepared(SMOLLM2)
    error = refusal(SMOLLM2)
    assert error.title == "Not prepared yet"
    assert f"stillroom students get {SMOLLM2}" in error.hint
    assert is_prepared("any other")


@pytest.mark.parametrize("config", [None, "{", "", "[]", '"llama"', b"\xff\xfe"])
def test_a_config_that_cannot_be_read_is_named(folder: Path, config: str | bytes | None) -> None:
    if config is None:
        (folder / "config.json").unlink()
    else:
        (folder / "config.json").write_bytes(config if isinstance(config, bytes) else config.encode())
    error = refusal(folder)
    assert error.title == "Not a model folder"
    assert "config.json" in error.message


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("config.json", CONFIG | {"auto_map": MINE}),
        ("tokenizer_config.json", {"tokenizer_class": "HybridDNATokenizer", "auto_map": MINE}),
    ],
    ids=["model", "tokenizer"],
)
def test_a_model_with_code_of_its_own_is_refused(folder: Path, name: str, value: Any) -> None:
    """Of the tokenizer as well: llama.cpp's converter trusts the code of some, this one of Llama's among them."""
    write(folder, name, value)
    assert refusal(folder).title == "It would run its own code"


@pytest.mark.parametrize("name", ["pytorch_model.bin", "model.pt", "model.pth"])
def test_pickled_weights_are_refused(folder: Path, name: str) -> None:
    (folder / "model.safetensors").rename(folder / name)
    error = refusal(folder)
    assert error.title == "Pickled weights"
    assert name in error.message
    assert "safetensors" in error.hint


def test_a_folder_without_weights_is_refused(folder: Path) -> None:
    (folder / "model.safetensors").unlink()
    assert refusal(folder).title == "No weights"


@pytest.mark.parametrize("tokenizer", [None, "{", "[]", "{}", {"added_tokens": None}, {"added_tokens": [{"id": 1}]}])
def test_a_tokenizer_that_cannot_be_read_is_named(folder: Path, tokenizer: Any) -> None:
    (folder / "tokenizer.json").unlink()
    if tokenizer is not None:
        write(folder, "tokenizer.json", tokenizer)
    error = refusal(folder)
    assert error.title == "No tokenizer"
    assert "tokenizer.json" in error.message


@pytest.mark.parametrize("known", [[], ["<|im_start|>"], ["<|im_end|>"], ["<start_of_turn>", "<|eot_id|>"]])
def test_a_family_whose_turns_are_not_known_is_refused(folder: Path, known: list[str]) -> None:
    write(folder, "tokenizer.json", {"added_tokens": [{"content": token} for token in known]})
    error = refusal(folder)
    assert error.title == "Unknown family"
    assert "chatml, llama3, gemma" in error.hint
