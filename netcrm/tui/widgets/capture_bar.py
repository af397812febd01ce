"""The capture line: what is typed, and live under it what Enter would write; writes nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rich.highlighter import Highlighter
from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from netcrm.core.capture import Capture
from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.text import same
from netcrm.tui.screens.dialogs.base import Line
from netcrm.tui.widgets import capture_words
from netcrm.tui.widgets.capture_words import Reading

SHORT_LOG = 3000
"""Entries up to which a log is sorted by people at once."""

KINDS = (
    "day",
    "person",
    "new",
    "ambiguous",
    "unknown",
    "tag",
    "medium",
    "organisation",
    "promise",
    "key",
)


class CaptureLine(Line):
    """The line itself: what the grammar understood is coloured as it is typed."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"capture--{kind}" for kind in KINDS}

    def __init__(self, value: str, *, placeholder: str) -> None:
        super().__init__(value, placeholder=placeholder, id="capture-line")
        self.highlighter = _Spans(self)
        self.spans: tuple[tuple[int, int, str], ...] = ()


class _Spans(Highlighter):
    """Colours the spans that the line was last read as."""

    def __init__(self, line: CaptureLine) -> None:
        self._line = line

    def highlight(self, text: Text) -> None:
        """Add the styles of the kinds to TEXT."""
        for start, end, kind in self._line.spans:
            style = self._line.get_component_rich_style(f"capture--{kind}", partial=True)
            text.stylize(style, start, end)


class CaptureBar(Vertical):
    """The line with its preview; Tab completes or changes a name, Enter ends, Esc leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", "Complete", show=False, priority=True),
        Binding("shift+tab", "complete(-1)", "Complete", show=False, priority=True),
        Binding("escape", "leave", "Leave", show=False),
    ]

    @dataclass
    class Entered(Message):
        """Enter was pressed; a capture that is not resolved has to be kept as a draft."""

        capture: Capture

    @dataclass
    class Left(Message):
        """Esc was pressed; the text is what stood there."""

        text: str

    def __init__(
        self,
        network: Callable[[], Network],
        today: date,
        *,
        text: str = "",
        chosen: capture_words.Choices | None = None,
        settle: Callable[[Capture], Capture] | None = None,
    ) -> None:
        """Begin with TEXT, in which names mean whom CHOSEN says.

        SETTLE is given where the line corrects an entry: it returns what of a capture that does.
        """
        super().__init__(id="capture")
        self._network = network
        self._today = today
        self._chosen: dict[str, str] = dict(chosen or {})
        self._asking = False
        self._cycle: tuple[str, int, list[str], int] | None = None
        self._line = CaptureLine(text, placeholder=_("what happened, and with @whom"))
        self._preview = Static("", id="capture-preview", markup=False)
        self._whole: Network | None = None
        """The network whose log has been sorted by people."""
        self._reading = self._read()
        self._settle = settle
        self.border_title = Content(_("Correct this entry") if settle else _("Capture"))

    def compose(self) -> ComposeResult:
        """Lay out the line and its preview."""
        yield self._line
        yield self._preview

    def on_mount(self) -> None:
        """Show how the line is read before anything is typed."""
        self._line.cursor_position = len(self._line.value)
        self._line.focus()
        self._show()
        if len(self._network().interactions) > SHORT_LOG:
            self._sort_log()

    @on(Input.Changed)
    def _changed(self, message: Input.Changed) -> None:
        message.stop()
        self._asking = False
        if self._cycle and self._cycle[0] != message.value:
            self._cycle = None
        self._show()

    @on(Input.Submitted)
    def _submitted(self, message: Input.Submitted) -> None:
        message.stop()
        self._reading = self._read()
        open_questions = [m for m in self._reading.asked if same(m.words) not in self._chosen]
        if open_questions and not self._asking:
            self._asking = True
            self._show()
            return
        self.post_message(self.Entered(self._reading.capture))

    def action_complete(self, step: int = 1) -> None:
        """Complete the name that is being typed, or change who is meant by it."""
        reading = self._reading = self._read()
        if self._cycle:
            self._complete_next(step)
        elif reading.unknown:
            self._complete_first(reading)
        elif reading.asked:
            self._change(reading, step)
        self._asking = False
        self._show()

    def action_leave(self) -> None:
        """Leave; what was typed is kept."""
        self.post_message(self.Left(self._line.value))

    def _read(self) -> Reading:
        network = self._network()
        whole = network is self._whole or len(network.interactions) <= SHORT_LOG
        return capture_words.read(self._line.value, network, self._today, self._chosen, whole=whole)

    @work(thread=True, exit_on_error=False)
    def _sort_log(self) -> None:
        """Sort a long log by people, so that asking who was seen with whom costs nothing."""
        network = self._network()
        network.log_of("")
        self._whole = network

    def _show(self) -> None:
        reading = self._reading = self._read()
        self._line.spans = reading.spans
        self._line.refresh()
        if self._line.value.strip():
            lines = capture_words.preview(
                reading, self._network(), self._today, ask=self._asking, settle=self._settle
            )
        else:
            lines = [_teaching()]
        self.border_subtitle = Content(self._what_keys_do(reading.capture))
        self._preview.update(Content("\n").join(lines))

    def _what_keys_do(self, line: Capture) -> str:
        if self._line.value.strip() and not line.resolved:
            return _("Enter keeps a draft · Esc too")
        if self._settle:
            return _("Enter corrects the entry · Esc keeps it as a draft")
        return _("Enter logs · Esc keeps it as a draft")

    def _change(self, reading: Reading, step: int) -> None:
        """Let the name at the cursor, or the first in question, mean the next of its candidates."""
        at = self._line.cursor_position
        here = [m for m in reading.asked if m.start <= at <= m.end]
        undecided = [m for m in reading.asked if same(m.words) not in self._chosen]
        mention = (here or undecided or [*reading.asked])[0]
        ids = [person.id for person in mention.candidates]
        now = reading.chosen.get(same(mention.words), ids[0])
        place = ids.index(now) if now in ids else -1
        self._chosen[same(mention.words)] = ids[(place + step) % len(ids)]

    def _complete_first(self, reading: Reading) -> None:
        mention = reading.unknown
        assert mention is not None  # noqa: S101  the caller saw it
        network = self._network()
        names = [
            capture_words.mention(id_, network)
            for id_, _name in capture_words.suggestions(mention, network)
        ]
        if not names:
            names = [f'@"{mention.words.replace(chr(34), "")}"']
        self._put(mention.start, mention.end, names, 0)

    def _complete_next(self, step: int) -> None:
        assert self._cycle is not None  # noqa: S101  the caller saw it
        _text, start, names, place = self._cycle
        place_next = (place + step) % len(names)
        self._put(start, start + len(names[place]), names, place_next)

    def _put(self, start: int, end: int, names: list[str], place: int) -> None:
        value = self._line.value
        rest = value[end:]
        gap = "" if rest.startswith(" ") else " "
        text = value[:start] + names[place] + gap + rest
        self._cycle = (text, start, names, place) if len(names) > 1 else None
        self._line.value = text
        self._line.cursor_position = start + len(names[place]) + 1


def _teaching() -> Content:
    parts: list[tuple[str, str]] = []
    for symbol, words in (
        (_("yesterday:"), _("day")),
        (_("@Name"), _("with whom")),
        ("=call", _("how")),
        ("#tag", ""),
        (_("!send CV fri"), _("promise")),
    ):
        parts += [(symbol, "$primary"), (f" {words}   " if words else "   ", "$quiet")]
    return Content.assemble(*parts)
