"""Time grows with the length of a text, whatever it repeats: no rule goes over it again and again."""

import pytest

from tests.runs import RUNS, seconds

SHORT, LONG = 2_000, 8_000
GROWTH = 1.6  # over the fourfold that four times the text may take
FLOOR = 0.02  # seconds; below them the clock and the machine say more than the rules
TRIES = 4


@pytest.mark.slow
@pytest.mark.parametrize("name", RUNS)
def test_four_times_the_text_takes_four_times_as_long(name: str) -> None:
    seconds(name, 200)
    ratio = 0.0
    for _ in range(TRIES):
        short = max(min(seconds(name, SHORT) for _ in range(2)), FLOOR)
        ratio = min(filter(None, (ratio, seconds(name, LONG) / short)))
        if ratio < 4 * GROWTH:
            return
    pytest.fail(f"{ratio:.1f} times as long")
