"""Recipes and what users change in them."""

import msgspec
import pytest

from stillroom.errors import KnownError
from stillroom.training import EXPLAINED, PRESETS, Recipe, make_recipe


def test_values_are_read_from_text_by_their_type() -> None:
    recipe = make_recipe(
        "quick", {"epochs": "3", "learning_rate": "2e-4", "max_steps": "5", "activation_checkpointing": "true"}
    )
    assert (recipe.epochs, recipe.learning_rate, recipe.max_steps, recipe.activation_checkpointing) == (
        3,
        2e-4,
        5,
        True,
    )
    assert recipe.rank == PRESETS["quick"].rank


def test_an_unknown_setting_is_refused_with_the_known_ones() -> None:
    with pytest.raises(KnownError) as refused:
        make_recipe("balanced", {"epoch": "3"})
    assert "epoch" in refused.value.message
    assert "epochs" in refused.value.hint


@pytest.mark.parametrize(
    ("name", "value", "needed"),
    [
        ("epochs", "many", "A whole number from 1 to 1024 is needed."),
        ("epochs", "0", "A whole number from 1 to 1024 is needed."),
        ("rank", "99999999999999999999", "A whole number from 1 to 1024 is needed."),
        ("batch_size", "", "A whole number from 1 on is needed."),
        ("batch_size", "2.5", "A whole number from 1 on is needed."),
        ("learning_rate", "-1", "A number above 0 and up to 1 is needed."),
        ("learning_rate", "inf", "A number above 0 and up to 1 is needed."),
        ("learning_rate", "nan", "A number above 0 and up to 1 is needed."),
        ("scale", "0", "A number above 0 and up to 1000 is needed."),
        ("masking", "1.1", "A number from 0 to 1 is needed."),
        ("dropout", "1", "A number from 0 to below 1 is needed."),
        ("patience", "0", "A whole number from 1 on is needed, or none."),
        ("weights", "int8", "One of auto, nf4, bf16 and fp32 is needed."),
        ("activation_checkpointing", "sometimes", "Either true or false is needed."),
        ("seed", "-1", "A whole number from 0 to 4294967295 is needed."),
        ("seed", "4294967296", "A whole number from 0 to 4294967295 is needed."),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_what_does(name: str, value: str, needed: str) -> None:
    with pytest.raises(KnownError, match=f"{name} cannot be {value or 'empty'}") as refused:
        make_recipe("balanced", {name: value})
    assert refused.value.hint == needed


def test_every_setting_says_what_it_needs() -> None:
    for name in Recipe.__struct_fields__:
        with pytest.raises(KnownError) as refused:
            make_recipe("balanced", {name: "?"})
        assert refused.value.hint.endswith((".", "none."))


@pytest.mark.parametrize("nothing", ["", "none"])
def test_what_may_be_missing_can_be_left_out(nothing: str) -> None:
    recipe = make_recipe("balanced", {"evaluate_steps": nothing, "patience": nothing, "max_steps": nothing})
    assert (recipe.evaluate_steps, recipe.patience, recipe.max_steps) == (None, None, None)


def test_the_quick_look_trains_as_it_always_did() -> None:
    changed = msgspec.structs.replace(Recipe(), epochs=1, batch_size=6, restraint=2)
    assert PRESETS["quick"] == changed
    assert (changed.evaluate_steps, changed.patience, changed.dropout, changed.seed) == (None, None, 0.0, 0)
    assert EXPLAINED.keys() == PRESETS.keys()
