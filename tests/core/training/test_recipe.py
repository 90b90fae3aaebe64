"""Recipes and what users change in them."""

import pytest

from stillroom.errors import KnownError
from stillroom.training import PRESETS, make_recipe


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
    ("name", "value"),
    [("epochs", "many"), ("epochs", "0"), ("learning_rate", "-1"), ("rank", "0"), ("batch_size", "-3")],
)
def test_a_value_that_does_not_fit_is_refused(name: str, value: str) -> None:
    with pytest.raises(KnownError, match=name):
        make_recipe("balanced", {name: value})
