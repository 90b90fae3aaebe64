"""What the steps know of earlier runs."""

import msgspec

from stillroom.evaluation import EvaluateParams
from stillroom.store import Run
from stillroom.work import asks_the_same


def test_a_run_read_from_the_store_asks_the_same_as_its_parameters() -> None:
    params = EvaluateParams(("base", "student"), "train-1")
    stored = msgspec.json.decode(msgspec.json.encode({"params": params}))
    run = Run("evaluate-1", "evaluate", "cancelled", 0.0, spec=stored)
    assert asks_the_same(run, params)
    assert not asks_the_same(run, msgspec.structs.replace(params, arms=("base",)))
