"""What students can be called."""

from pathlib import Path

import pytest

from stillroom.students import SMOLLM2, HubName, on_the_hub, student_name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Qwen/Qwen3-0.6B", HubName("Qwen/Qwen3-0.6B")),
        ("qwen3-0.6b", HubName("Qwen/Qwen3-0.6B")),
        ("ours/tiny.v2_1", HubName("ours/tiny.v2_1")),
        ("ours/tiny:tiny-Q8_0.gguf", HubName("ours/tiny", "tiny-Q8_0.gguf")),
        (SMOLLM2, None),
        ("HuggingFaceTB/SmolLM2-135M-Instruct", HubName("HuggingFaceTB/SmolLM2-135M-Instruct")),
        ("tiny", None),
        ("a/b/c", None),
        ("./ours/tiny", None),
        ("../tiny", None),
        ("~/tiny", None),
        ("/ours/tiny", None),
        ("C:/tiny", None),
        ("ours\\tiny", None),
        ("ours/tiny.gguf", None),
        ("ours/..", None),
        ("ours/tiny:../x.gguf", None),
        ("ours/tiny:pytorch_model.bin", None),
    ],
)
def test_which_names_are_meant_on_the_hub(name: str, expected: HubName | None) -> None:
    assert on_the_hub(name) == expected


def test_a_hub_name_is_written_as_it_was_read() -> None:
    for name in ("ours/tiny", "ours/tiny:tiny-Q8_0.gguf"):
        assert str(on_the_hub(name)) == name
    assert HubName("ours/tiny").folder == "ours--tiny"
    assert HubName("ours/tiny", "tiny-Q8_0.gguf").folder == "ours--tiny--tiny-Q8_0"


def test_what_lies_here_is_kept_by_its_whole_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert student_name("ours/tiny") == "ours/tiny"
    (tmp_path / "ours" / "tiny").mkdir(parents=True)
    (tmp_path / "qwen3-0.6b").mkdir()
    (tmp_path / SMOLLM2).mkdir()
    assert student_name("ours/tiny") == str(tmp_path / "ours" / "tiny")
    assert [student_name(name) for name in ("qwen3-0.6b", SMOLLM2)] == ["qwen3-0.6b", SMOLLM2]
    assert student_name("tiny") == str(tmp_path / "tiny")
    assert student_name("file.gguf") == str(tmp_path / "file.gguf")
