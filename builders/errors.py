"""What goes wrong on purpose: every expected failure is a ReportError."""

from dataclasses import dataclass


class ReportError(Exception):
    """Anything these packages raise or hand back on purpose; its text is one line for the user."""


@dataclass(eq=False)
class VocabularyError(ReportError):
    """A vocabulary that cannot be read, or says what it may not."""

    path: str
    line: int | None
    reason: str

    def __str__(self) -> str:
        """Where, and what is wrong."""
        return f"{self.path}:{self.line}: {self.reason}" if self.line else f"{self.path}: {self.reason}"
