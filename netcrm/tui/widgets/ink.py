"""Pieces as content: what a list draws in its inks, for widgets that lay out text themselves."""

from collections.abc import Iterable

from textual.content import Content

from netcrm.tui import paint
from netcrm.tui.paint import Line

_STYLES = {
    paint.PLAIN: "",
    paint.QUIET: "$quiet",
    paint.FAINT: "$faint",
    paint.STRONG: "bold",
    paint.ACCENT: "$mark",
    paint.KEY: "bold $mark",
    paint.SIGN: "$mark",
    **{ink: f"$heat-{step}" for step, ink in enumerate(paint.HEAT)},
    **{ink: f"$heat-{step} on $track" for step, ink in enumerate(paint.BAR)},
}


def inked(lines: Iterable[Line]) -> Content:
    """Return LINES as one content, each piece in the colours of its ink."""
    return Content("\n").join(
        Content.assemble(*((text, _STYLES[ink]) for text, ink in line)) for line in lines
    )
