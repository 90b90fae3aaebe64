from typing import Any

import msgspec
import pytest

from stillroom.errors import ToolError
from stillroom.tools.placeholders import check_secret_name, fill, names_in, secrets_in, with_defaults

GIVEN: dict[str, Any] = {"text": "a b", "count": 3, "list": [1, "x"], "none": None, "evil": "{secret:key} {count}"}


@pytest.mark.parametrize(
    ("template", "filled"),
    [
        ("{text}", "a b"),
        ("{count}", 3),
        ("{list}", [1, "x"]),
        ("{none}", None),
        ("n={count}, l={list}", 'n=3, l=[1,"x"]'),
        ("{missing}", msgspec.UNSET),
        ("q={missing}", msgspec.UNSET),
        ("{text}{missing}", "a b"),
        ("no placeholder", "no placeholder"),
        ("{{text}}", "{text}"),
        ('{"json": {"a": 1}}', '{"json": {"a": 1}}'),
        (
            {"a": "{count}", "b": "{missing}", "c": ["{missing}", "{none}", {"d": "{text}!"}], "e": 7},
            {"a": 3, "c": [None, {"d": "a b!"}], "e": 7},
        ),
        ("{evil}", "{secret:key} {count}"),
        ("is {evil}", "is {secret:key} {count}"),
        ("Bearer {secret:key}", "Bearer {count}"),
    ],
)
def test_a_template_is_filled_once(template: Any, filled: Any) -> None:
    assert fill(template, GIVEN, {"key": "{count}"}) == filled


def test_what_stands_within_a_text_is_quoted() -> None:
    assert fill("/{text}/{count}", GIVEN, quote=lambda text: f"<{text}>") == "/<a b>/<3>"


def test_a_missing_secret_is_an_error_and_not_an_empty_header() -> None:
    with pytest.raises(KeyError):
        fill("{secret:other}", GIVEN, {"key": "k"})


def test_a_template_says_what_it_asks_for() -> None:
    template = {"a": ["{x}", "{y} {x} {{z}}"], "b": "{secret:k.1}"}
    assert names_in(template) == ["x", "y"]
    assert secrets_in(template) == ["k.1"]


def test_defaults_fill_what_is_missing() -> None:
    parameters = {"properties": {"a": {"default": 1}, "b": {"default": None}, "c": {}, "d": True}}
    assert with_defaults(parameters, {"a": 2}) == {"a": 2, "b": None}


@pytest.mark.parametrize("name", ["my key", "1st", "", "schlüssel", "a:b", "a}", "key\n"])
def test_a_secret_has_a_name_that_a_template_can_ask_for(name: str) -> None:
    assert secrets_in(f"{{secret:{name}}}") != [name]
    with pytest.raises(ToolError, match="cannot be the name of a secret"):
        check_secret_name(name)
    check_secret_name("my_key-2.x")
