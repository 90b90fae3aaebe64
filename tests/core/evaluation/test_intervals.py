"""Rates and their intervals."""

import msgspec
import pytest

from stillroom.evaluation import rate


def test_values_worked_by_hand() -> None:
    # 8 of 10: (0.8 + z²/20 ± z sqrt(0.16/10 + z²/400)) / (1 + z²/10) with z = 1.96
    result = rate(8, 10)
    assert (result.value, result.n) == (0.8, 10)
    assert result.interval == pytest.approx((0.4902, 0.9433), abs=5e-5)


def test_nothing_measured() -> None:
    assert msgspec.to_builtins(rate(0, 0)) == {"value": None, "n": 0, "interval": None}


def test_json() -> None:
    assert msgspec.json.decode(msgspec.json.encode(rate(1, 1))) == {
        "value": 1.0,
        "n": 1,
        "interval": [pytest.approx(0.2065, abs=5e-5), 1.0],
    }


@pytest.mark.parametrize("n", [1, 2, 3, 7, 60, 1000])
def test_the_interval_holds_the_value_and_stays_within_0_and_1(n: int) -> None:
    for right in range(n + 1):
        result = rate(right, n)
        assert result.interval is not None
        assert result.value is not None
        assert 0 <= result.interval[0] <= result.value <= result.interval[1] <= 1
    assert rate(0, n).interval[0] == 0  # type: ignore[index]
    assert rate(n, n).interval[1] == 1  # type: ignore[index]
