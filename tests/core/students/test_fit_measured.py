"""What is reckoned of a student's memory is what it takes, on real weights and on random ones of other shapes."""

import pytest
from benchmarks.fit import CASES, Running, Training, measure, reckon

SHORT = [case for case in CASES if isinstance(case, Running) or case.steps == 2]


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("case", SHORT, ids=str)
def test_what_is_reckoned_is_within_fifteen_percent(case: Training | Running) -> None:
    assert reckon(case) == pytest.approx(measure(case), rel=0.15)
