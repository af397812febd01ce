"""The ways to reach somebody, by digits: copy, or after `o` open; does neither itself."""

from collections.abc import Sequence

from textual import events
from textual.content import Content

from netcrm.core.i18n import _
from netcrm.core.reach import Way
from netcrm.core.text import safe_line
from netcrm.tui.screens.dialogs.menu import Choices, MenuDialog, Row


class ReachDialog(MenuDialog):
    """One of several ways, each given with the word for its kind; returns its index as text."""

    def __init__(self, name: str, ways: Sequence[tuple[str, Way]]) -> None:
        self._whose = name
        self._ways = ways
        self.opens = False
        """Whether a digit opens what it chooses; it copies at first."""
        super().__init__(self._words(), self._made())

    def _words(self) -> str:
        words = _("Open for {name} …") if self.opens else _("Copy of {name} …")
        return words.format(name=self._whose)

    def _made(self) -> list[Row]:
        rows = []
        for number, (kind, way) in enumerate(self._ways):
            why = _("can't be opened") if self.opens and not way.address else ""
            shown = way.address or way.text if self.opens else way.text
            rows.append(Row(str(number), str(number + 1), shown, kind, why))
        return rows

    def hint(self) -> str:
        """Return the keys that are told at the foot of the box."""
        return _("a digit copies · o opens instead · Esc leaves")

    def on_key(self, event: events.Key) -> None:
        """Turn between copying and opening; any other key is the menu's."""
        if event.character != "o":
            return
        event.stop()
        event.prevent_default()
        self.opens = not self.opens
        self.take(self._made())
        box = self.query_one(".box")
        box.border_title = Content(safe_line(self._words()))
        turned = _("a digit opens · o copies instead · Esc leaves")
        box.border_subtitle = Content(turned if self.opens else self.hint())
        self.complain("")
        self.query_one(Choices).show(self._made())
