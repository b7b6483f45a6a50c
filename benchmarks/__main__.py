"""All benchmarks, their parts measured side by side in one run.

python -m benchmarks                    every part
python -m benchmarks road starting      some parts
python -m benchmarks --guard            fail where the road has grown slower beside jieba than is recorded
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from benchmarks import asking, checking, lengths, road, scaling, starting, vast
from benchmarks.measuring import Told

PARTS: Final[Mapping[str, Callable[[int], Iterable[Told]]]] = {
    "road": lambda _: road.told(),
    "starting": lambda _: starting.told(),
    "scaling": scaling.told,
    "asking": lambda _: asking.told(),
    "checking": checking.told,
    "vast": lambda _: vast.told(),
    "lengths": lambda _: lengths.told(),
}


def main() -> int:
    """Run the benchmarks; exit status 1 where the guard finds a slow-down."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument(
        "--reports", type=int, default=2000, help="reports in the corpora of the parts scaling and checking"
    )
    parser.add_argument("--guard", action="store_true", help="only compare the road with its recorded ratio")
    parser.add_argument("--record", action="store_true", help="record the present ratio")
    given = parser.parse_args()
    if unknown := set(given.parts) - PARTS.keys():
        parser.error(f"no part {', '.join(sorted(unknown))}")
    if given.record:
        road.record()
    elif given.guard:
        held = road.guard()
        sys.stdout.write(f"{held}\n")
        return 0 if held.kept else 1
    else:
        for name in given.parts or PARTS:
            sys.stdout.write(f"{name}\n")
            for line in PARTS[name](given.reports):
                sys.stdout.write(f"{line}\n")
                sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
