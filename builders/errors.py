"""What goes wrong on purpose: every expected failure is a ReportError."""


class ReportError(Exception):
    """Anything these packages raise or hand back on purpose; its text is one line for the user."""
