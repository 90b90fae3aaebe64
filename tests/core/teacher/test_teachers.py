"""The user's teachers, their keys and prices."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from standins.keyrings import MemoryKeyring

from stillroom.errors import KnownError
from stillroom.models import Usage
from stillroom.secrets import set_secret
from stillroom.teacher import (
    PROVIDERS,
    Price,
    Teacher,
    find_teacher,
    forget_teacher,
    keep_teacher,
    price_of,
    read_teachers,
    teacher_at,
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, memory_keyring: MemoryKeyring) -> Iterator[Path]:
    monkeypatch.setenv("STILLROOM_CONFIG", str(tmp_path))
    yield tmp_path


GPT = Teacher("gpt", "openai", "gpt-4o-mini")


def test_teachers_are_kept_without_their_keys(folder: Path) -> None:
    own = Teacher("mine", "vllm", "qwen", "http://10.0.0.7:8000/v1/", price=Price(1.0, 2.0), temperature=0.0)
    set_secret("openai", "sk-planted")
    keep_teacher(own)
    keep_teacher(GPT)
    assert read_teachers() == [GPT, own]
    assert (find_teacher("gpt").read_key(), find_teacher("mine").read_key()) == ("sk-planted", None)
    assert "sk-planted" not in (folder / "teachers.json").read_text()
    assert (GPT.address, own.address) == ("https://api.openai.com/v1", "http://10.0.0.7:8000/v1")
    keep_teacher(Teacher("gpt", "openai", "gpt-5"))
    assert find_teacher("gpt").model == "gpt-5"
    forget_teacher("gpt")
    with pytest.raises(KnownError, match="There is no teacher gpt") as missing:
        find_teacher("gpt")
    assert "mine" in missing.value.hint
    (folder / "teachers.json").write_text("[{]")
    with pytest.raises(KnownError, match="not valid"):
        read_teachers()


def test_a_key_may_stand_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    teacher = teacher_at("http://10.0.0.7/v1", "m", "MY_KEY")
    monkeypatch.setenv("MY_KEY", " sk-1\n")
    assert teacher.read_key() == "sk-1"
    monkeypatch.delenv("MY_KEY")
    with pytest.raises(KnownError, match="MY_KEY is empty"):
        teacher.read_key()
    with pytest.raises(KnownError) as missing:
        GPT.read_key()
    assert "stillroom teachers set-key gpt" in missing.value.hint
    assert "STILLROOM_SECRET_OPENAI" in missing.value.hint


@pytest.mark.parametrize(
    ("teacher", "words"),
    [
        (Teacher("x", "nobody", "m"), "There is no provider nobody"),
        (Teacher("x", "custom", "m"), "no address"),
        (Teacher("x", "custom", "m", "ftp://here"), "ftp://here is no address"),
        (Teacher("x", "openai", ""), "has no model"),
        (Teacher("x", "openai", "m", key="sk-planted"), "is none; it was not kept"),
        (Teacher("x", "openai", "m", key_env="sk-planted"), "is none; it was not kept"),
    ],
)
def test_what_cannot_teach_is_refused(teacher: Teacher, words: str) -> None:
    with pytest.raises(KnownError, match=words):
        keep_teacher(teacher)
    assert read_teachers() == []


def test_an_address_says_who_offers_it() -> None:
    assert teacher_at("https://api.openai.com/v1/", "gpt-5").offered_by.length == "max_completion_tokens"
    assert teacher_at("http://127.0.0.1:9/v1", "m").provider == "custom"
    assert len({provider.name for provider in PROVIDERS}) == len(PROVIDERS) == 13


def test_prices() -> None:
    listed = price_of(GPT)
    assert listed is not None
    assert (listed.input, listed.output, listed.cached) == (0.15, 0.6, 0.075)
    assert listed.cost(Usage(1_000_000, 100_000, cached_tokens=400_000)) == pytest.approx(0.09 + 0.03 + 0.06)
    assert price_of(Teacher("x", "openai", "gpt-4o-mini", price=Price(1.0, 2.0))) == Price(1.0, 2.0)
    assert Price(1.0, 2.0).cost(Usage(10, 10, cached_tokens=5)) == pytest.approx(30e-6)
    free = Price(0.0, 0.0)
    assert price_of(Teacher("x", "ollama", "gpt-4o-mini")) == free
    assert price_of(teacher_at("http://127.0.0.1:9/v1", "made-up")) == free
    assert price_of(teacher_at("http://127.0.0.1:9/v1", "gpt-4o-mini")) == listed
    assert price_of(teacher_at("http://10.0.0.7/v1", "made-up")) is None
    for provider, model in (
        ("anthropic", "claude-sonnet-4-5"),  # with tiers by the length of the prompt
        ("openrouter", "openai/gpt-4o-mini"),
        ("gemini", "gemini-2.5-flash"),
        ("mistral", "mistral-large-latest"),
        ("deepseek", "deepseek-chat"),
        ("groq", "llama-3.3-70b-versatile"),
        ("together", "meta-llama/Llama-3.3-70B-Instruct-Turbo"),
    ):
        price = price_of(Teacher("x", provider, model))
        assert price is not None, provider
        assert 0 < price.input <= price.output < 100, provider
