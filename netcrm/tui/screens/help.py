"""The keys of one page, made from the table of commands."""

from collections.abc import Callable
from itertools import starmap
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from netcrm.core.i18n import _
from netcrm.tui import commands, paint
from netcrm.tui.commands import Command, Scope
from netcrm.tui.paint import Line
from netcrm.tui.widgets.ink import inked

EXAMPLE = commands.noted(
    "yesterday: lunch with @Mette Holm =met #jobhunt /Novo !send CV fri via @Bo"
)
SYMBOLS = commands.noted(
    'the day first · @ with whom, @"New Name" for somebody new · = how, =call? without an answer · '
    "# tag · / workplace · ! promise and its day · via @ who introduced them · place: purpose: circle: "
    "· what it was for is guessed: helped @Bo, thanked @Bo; purpose:none where it was not"
)
KEYS = 10
GAP = 3
TWO = 96
"""Cells from which there are two columns."""


class HelpScreen(ModalScreen[None]):
    """All keys of where one is; the arrows scroll, Esc closes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1,enter", "dismiss", "Close", show=False),
        Binding("j", "scroll(1)", "Down", show=False),
        Binding("k", "scroll(-1)", "Up", show=False),
    ]
    AUTO_FOCUS = "#help"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  as Textual has it

    def __init__(self, scope: Scope) -> None:
        super().__init__(classes="dialog")
        self._scope = scope

    def compose(self) -> ComposeResult:
        """Lay out the box; it is filled when its width is known."""
        with VerticalScroll(id="help", classes="box") as box:
            box.border_title = Content(_("Keys"))
            box.border_subtitle = Content(_("Esc closes"))
            with Horizontal(id="help-columns"):
                yield Static("", id="help-left", markup=False)
                yield Static("", id="help-right", markup=False)

    def on_resize(self) -> None:
        """Fill the columns: two where there is room."""
        blocks = [
            *starmap(_block, commands.groups(commands.help_for(self._scope)).items()),
            _grammar,
        ]
        width = self.query_one("#help").scrollable_content_region.width
        two = width >= TWO
        if two:
            width = (width - GAP) // 2
        drawn = [block(width) for block in blocks]
        half = _half([len(lines) for lines in drawn]) if two else len(drawn)
        for name, part in (("left", drawn[:half]), ("right", drawn[half:])):
            column = self.query_one(f"#help-{name}", Static)
            column.display = bool(part)
            column.styles.width = width
            column.update(inked([line for lines in part for line in (*lines, [])]))
        self.query_one("#help-right").styles.margin = (0, 0, 0, GAP)

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one("#help").scroll_relative(y=lines, animate=False)


def _half(lengths: list[int]) -> int:
    """Return how many of the blocks go into the left column, so that the taller is as low as can be."""
    return min(
        range(1, len(lengths) + 1),
        key=lambda left: max(sum(lengths[:left]), sum(lengths[left:])),
    )


def _block(group: str, block: list[Command]) -> Callable[[int], list[Line]]:
    def draw(width: int) -> list[Line]:
        lines: list[Line] = [[(group, paint.KEY)]]
        for command in block:
            keys, (name, help) = commands.menu_keys(command), command.told
            text = f"{name} – {help}" if name else help
            for number, words in enumerate(paint.wrap(text, width - KEYS - 1)):
                head, named = (keys, len(name)) if not number else ("", 0)
                lines.append(
                    [
                        (f"{paint.left(head, KEYS)} ", paint.STRONG),
                        (words[:named], paint.PLAIN),
                        (words[named:], paint.QUIET),
                    ]
                )
        return lines

    return draw


def _grammar(width: int) -> list[Line]:
    lines: list[Line] = [[(_("A line of the log"), paint.KEY)]]
    lines += [[(line, paint.PLAIN)] for line in paint.wrap(_(EXAMPLE), width)]
    lines += [[(line, paint.QUIET)] for line in paint.wrap(_(SYMBOLS), width)]
    return lines
