"""Choose a person by a few letters of the name; writes nothing."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from textual import events, on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from netcrm.core.i18n import _
from netcrm.core.text import fold, safe_line
from netcrm.tui import paint
from netcrm.tui.screens.dialogs.base import Dialog, Line, move_while_typing

MOST = 50
NAME = 40


class ChooseDialog(Dialog[str]):
    """One of several people, given as (id, name, what else there is to say); returns the id."""

    def __init__(self, title: str, people: Sequence[tuple[str, str, str]]) -> None:
        super().__init__(title)
        self._people = people

    def inside(self) -> Iterator[Widget]:
        """Yield the line to narrow the list, and the list."""
        line = Line(placeholder=_("type to narrow"), id="line")
        line.display = len(self._people) > 8
        yield line
        yield OptionList(*self._options(""), markup=False, compact=True)

    def on_mount(self) -> None:
        """Start in the list where there is no line to narrow it."""
        if not self.query_one(Line).display:
            self.query_one(OptionList).focus()

    def hint(self) -> str:
        """Return the keys that are told at the foot of the box."""
        return _("Enter chooses · Esc leaves")

    def on_key(self, event: events.Key) -> None:
        """Move in the list, also while typing."""
        typing = self.query_one(Line).has_focus
        move_while_typing(event, self.query_one(OptionList), letters=not typing)

    @on(Input.Changed)
    def _narrow(self, message: Input.Changed) -> None:
        people = self.query_one(OptionList)
        people.clear_options()
        people.add_options(self._options(message.value))
        people.highlighted = 0 if people.option_count else None

    @on(Input.Submitted)
    def _enter(self) -> None:
        option = self.query_one(OptionList).highlighted_option
        if option is not None:
            self.dismiss(str(option.id))  # at once: a key may have been typed ahead

    @on(OptionList.OptionSelected)
    def _selected(self, message: OptionList.OptionSelected) -> None:
        self.dismiss(str(message.option.id))

    def _options(self, words: str) -> Iterator[Option]:
        wanted = fold(words)
        fitting = [row for row in self._people if wanted in fold(row[1])][:MOST]
        width = max((cell_len(safe_line(name)) for _id, name, _more in fitting), default=0)
        for id_, name, more in fitting:
            yield Option(
                Content.assemble(
                    f" {paint.left(name, min(width, NAME))}", (f"  {safe_line(more)} ", "$quiet")
                ),
                id=id_,
            )
