"""One line of free text understood: who, when, how, and what was promised. No clock, no store.

The grammar:
`[day:] text with @Name … #tag =medium[?] /Organisation !promise [day] via @Name key:value`
"""

from netcrm.core.capture.describe import describe
from netcrm.core.capture.model import Capture, Mention, Problem, Promise, Span
from netcrm.core.capture.reading import capture

__all__ = ["Capture", "Mention", "Problem", "Promise", "Span", "capture", "describe"]
