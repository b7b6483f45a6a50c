"""What the page asks with: the bundled questions as forms, and data in few characters."""

import base64
import gzip
import json
from typing import Any

from builders.graph.iri import BASE
from builders.graph.terms import PREFIXES
from zhenxing.query.groups import GROUPS
from zhenxing.query.listed import listed
from zhenxing.query.questions import question


def forms() -> Any:
    """The questions with their groups and texts, and the prefixes that IRIs are shortened by."""
    return {
        "base": BASE,
        "prefixes": dict(PREFIXES),
        "groups": {name: [*title] for name, title in GROUPS.items()},
        "questions": [
            {name: value for name, value in each.items() if name not in ("path", "example")}
            | {"text": question(each["name"]).body}
            for each in listed()
        ],
    }


def packed(content: Any) -> str:
    """JSON compressed, in letters; the same content gives the same letters."""
    return base64.b64encode(gzip.compress(json.dumps(content, ensure_ascii=False).encode(), 9, mtime=0)).decode()
