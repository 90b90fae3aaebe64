"""The catalogue says only what is true of its models, as far as the catalogue itself can tell."""

import pytest

from stillroom.students import SMOLLM2, Listed, catalogue, listed
from stillroom.templates import FAMILIES


@pytest.mark.parametrize("model", catalogue(), ids=lambda model: model.name)
def test_the_sizes_of_a_model_give_the_parameters_that_its_makers_state(model: Listed) -> None:
    assert model.shape.parameters + model.images == pytest.approx(model.parameters, rel=0.0002)
    assert model.parameters < 8.5e9


@pytest.mark.parametrize("model", catalogue(), ids=lambda model: model.name)
def test_every_model_says_how_it_is_licensed_and_what_for(model: Listed) -> None:
    assert model.hub.count("/") == 1
    assert model.licence.url.startswith("https://")
    assert model.licence.gated == bool(model.licence.asks)
    for words in (model.licence.words, model.good_for, model.tool_format, model.licence.asks or "None."):
        assert words[0].isupper() and words.endswith(".")
    assert 8192 <= model.context <= 262144
    assert model.download_gb == pytest.approx(2 * model.parameters / 1e9, abs=0.01)


def test_names_are_unique_and_found_by_name_and_by_hub_id() -> None:
    models = catalogue()
    assert len({model.name for model in models}) == len({model.hub for model in models}) == len(models)
    for model in models:
        assert listed(model.name) == listed(model.hub) == model
    assert listed("qwen3-1.7") is None
    assert listed(SMOLLM2) == models[0]
    assert [model.parameters for model in models] == sorted(model.parameters for model in models)


def test_what_the_models_write_is_known() -> None:
    known = {family.name for family in FAMILIES}
    assert {model.family for model in catalogue()} <= known
