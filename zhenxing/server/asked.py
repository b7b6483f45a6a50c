"""What a worker is asked and how it answers: one line of JSON there, frames of bytes back."""

import json
import struct
from dataclasses import astuple, dataclass
from enum import IntEnum
from typing import Final, Self

FRAME: Final = struct.Struct(">BI")


class Kind(IntEnum):
    """What a frame holds."""

    READY = 0
    MEDIA = 1
    DATA = 2
    END = 3
    REFUSED = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with the formats its client takes, its dataset where it names one, and the most rows it may have.

    `base` is what relative IRIs are relative to.
    """

    query: str
    accept: str = ""
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    limit: int | None = None
    base: str | None = None

    def line(self) -> bytes:
        """The line a worker reads."""
        return json.dumps(dict(zip(self.__slots__, astuple(self), strict=True))).encode() + b"\n"

    @classmethod
    def of(cls, line: bytes) -> Self:
        """What a line asks."""
        said = json.loads(line)
        return cls(**said | {"default": tuple(said["default"]), "named": tuple(said["named"])})


def frame(kind: Kind, payload: bytes = b"") -> bytes:
    """A frame of a kind."""
    return FRAME.pack(kind, len(payload)) + payload


def refusal(status: int, reason: str) -> bytes:
    """A frame that tells why there is no answer, or no more of it."""
    return frame(Kind.REFUSED, json.dumps([status, reason]).encode())
