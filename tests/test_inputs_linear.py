"""Time grows with the length of a text, whatever it repeats: no rule goes over it again and again."""

import pytest

from benchmarks.lengths import FLOOR, GROWTH, RUNS, SHORT, seconds

TRIES = 4


@pytest.mark.slow
@pytest.mark.parametrize("name", RUNS)
def test_four_times_the_text_takes_four_times_as_long(name: str) -> None:
    seconds(name, SHORT // 10)
    ratio = 0.0
    for _ in range(TRIES):
        short = max(min(seconds(name, SHORT) for _ in range(2)), FLOOR)
        ratio = min(filter(None, (ratio, seconds(name, 4 * SHORT) / short)))
        if ratio < 4 * GROWTH:
            return
    pytest.fail(f"{ratio:.1f} times as long")
