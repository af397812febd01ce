"""What each ink looks like, in the colours of the theme: as a style for lists, as content for other widgets."""

from collections.abc import Iterable

from rich.style import Style as RichStyle
from textual.content import Content
from textual.style import Style

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
_IN_LISTS = {**_STYLES, paint.HEAT[-1]: "bold $heat-5"}
"""In a list the coldest stand out."""


def style_of(ink: str) -> RichStyle:
    """Return what an ink adds to the plain text of a list, in the theme of the day."""
    style = Style.parse(_IN_LISTS[ink])
    return RichStyle(
        color=style.foreground and style.foreground.rich_color,
        bgcolor=style.background and style.background.rich_color,
        bold=style.bold,
    )


def inked(lines: Iterable[Line]) -> Content:
    """Return LINES as one content, each piece in the colours of its ink."""
    return Content("\n").join(
        Content.assemble(*((text, _STYLES[ink]) for text, ink in line)) for line in lines
    )
