"""The discovery: one question at a time, a name a line; each Enter is written at once."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from netcrm.core import i18n
from netcrm.core.changes import discovery as changes
from netcrm.core.circle import Circle
from netcrm.core.discovery import KEYS, LANGUAGES, Prompt, findings, left, named_under, prompts
from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.record import Change
from netcrm.core.text import safe_line
from netcrm.tui import commands
from netcrm.tui.commands import Scope
from netcrm.tui.screens.dialogs.base import Line
from netcrm.tui.screens.people import PeoplePage
from netcrm.tui.widgets import discovery_card as card
from netcrm.tui.widgets.ink import inked

WIDEST = 78
NOT_FIRST = frozenset("1230?:")
"""What begins no name: with the line empty these are keys."""
ROUND: tuple[Circle | None, ...] = (*Circle, None)


class NameLine(Line):
    """The line for a name; while it is empty some of its letters are keys of the page."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Return whether a key is typed rather than pressed."""
        if not self.value and character in NOT_FIRST:
            return False
        return super().check_consume_key(key, character)

    async def _on_key(self, event: events.Key) -> None:
        if not self.value and event.character in NOT_FIRST:
            event.prevent_default()  # it is not typed, and goes on to the page


class Box(VerticalScroll, can_focus=False, inherit_bindings=False):
    """What scrolls by pages: up and down mean the questions."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "page_up", "Page up", show=False),
        Binding("pagedown", "page_down", "Page down", show=False),
    ]


class DiscoverPage(PeoplePage):
    """A question, a line to answer in, those named so far; then what was found."""

    SCOPE = Scope.DISCOVER
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings(Scope.DISCOVER)]
    AUTO_FOCUS = "NameLine"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]  # noqa: RUF012  as Textual has it

    line = getters.query_one(NameLine)

    def __init__(self, network: Network, today: date) -> None:
        super().__init__(network, today)
        self._language = i18n.language()
        self._question = ""
        """The id of the question in front, or nothing at the end."""
        self._passed: set[str] = set()
        self._before: dict[str, dict[str, None]] = {}
        """By question, those named here who were there already."""
        self._last = ""
        self._go_on()

    def body(self) -> ComposeResult:
        """Yield the progress, the question with its line, and what comes next."""
        with Vertical(id="discover"):
            yield Static("", id="progress", markup=False)
            with Box(id="card"):
                yield Static("", id="question", markup=False)
                yield NameLine()
                yield Static("", id="will", markup=False)
                yield Static("", id="named", markup=False)
            yield Static("", id="coming", markup=False)

    def on_mount(self) -> None:
        """Ask the first question, with what was left in the line."""
        self.line.value = self.desk.left_name
        self._show()

    def on_resize(self) -> None:
        """Wrap the card anew."""
        self._show()

    def watch_network(self) -> None:
        """Show what is known now."""
        super().watch_network()
        if self.is_mounted:
            self._show()

    # -- which question -------------------------------------------------------------------------

    @property
    def prompt(self) -> Prompt | None:
        """The question in front; None at the end."""
        found = (p for p in prompts(self.network, self._language) if p.id == self._question)
        return next(found, None)

    def _go_on(self) -> None:
        """Go to the first question that is neither done nor passed over."""
        waiting = (p.id for p in left(self.network, self._language) if p.id not in self._passed)
        self._question = next(waiting, "")
        self._last = ""

    def _ids(self, prompt: Prompt) -> tuple[str, ...]:
        there = self.network.contacts
        before = [id for id in reversed(self._before.get(prompt.id, {})) if id in there]
        found = dict.fromkeys([*before, *named_under(self.network, prompt)])
        if self._last in found:
            found = dict.fromkeys([self._last, *found])
        return tuple(found)

    def subjects(self) -> tuple[str, ...]:
        """Return who was named last."""
        return (self._last,) if self._last in self.network.contacts else ()

    @property
    def nobody(self) -> str:
        """What to say where nobody was named yet."""
        return _("nobody was named yet")

    def why_not(self, action: str) -> str:
        """Return why an action can't be taken now."""
        if action.startswith(("circle", "turn")) and not self.subjects():
            return self.nobody
        return super().why_not(action)

    # -- answering ------------------------------------------------------------------------------

    @on(Input.Changed)
    def _typed(self) -> None:
        self.desk.left_name = self.line.value
        self._show_will()

    @on(Input.Submitted)
    def _entered(self) -> None:
        prompt, text = self.prompt, self.line.value
        if prompt is None:
            return
        if not text.strip():
            self._done_with(prompt)
        elif prompt.asks_for_workplaces:
            if self.act(lambda: changes.work_at(self.network, text)) or self._noted(text):
                self._clear()
        else:
            self._name_somebody(prompt, text)

    def _noted(self, text: str) -> bool:
        """Return whether a workplace needed no writing, since it is there already."""
        try:
            return not changes.work_at(self.network, text)
        except BadInputError:
            return False

    def _name_somebody(self, prompt: Prompt, text: str) -> None:
        named: list[changes.Named] = []

        def make() -> Change:
            named.append(changes.name_somebody(self.network, text, prompt, today=self.today))
            return named[0].change

        self.act(make)
        if not named:
            return  # it was said why; the line keeps its text
        (one,) = named
        if one.before:
            self._before.setdefault(prompt.id, {}).pop(one.id, None)
            self._before[prompt.id][one.id] = None
            self.flash.say(one.note, hint=_("`Ctrl+Z` to undo") if one.change else "")
        self._last = one.id
        self._clear()

    def _clear(self) -> None:
        self.line.value = ""
        self._show()

    def _done_with(self, prompt: Prompt) -> None:
        self._passed.add(prompt.id)
        if change := changes.finish(self.network, prompt):
            self.desk.write(change)
        self._go_on()
        self._show()

    def action_take(self) -> None:
        """At the end, go home: the line takes Enter while there is a question."""
        if not self._question:
            self.action_back()

    def action_skip(self) -> None:
        """Leave this question for another day; nothing is written."""
        if self._question:
            self._passed.add(self._question)
            self._go_on()
            self._show()

    def action_before(self) -> None:
        """Go back to the question before."""
        ids = [prompt.id for prompt in prompts(self.network, self._language)]
        at = ids.index(self._question) if self._question in ids else len(ids)
        if not at:
            self.flash.refuse(_("this is the first"))
            return
        self._question, self._last = ids[at - 1], ""
        self._passed.discard(self._question)
        self._show()
        self.line.focus()

    def action_again(self) -> None:
        """At the end, ask all of them once more."""
        if self._question:
            return
        self.act(lambda: changes.again(self.network))
        self._passed.clear()
        self._go_on()
        self._show()
        self.line.focus()

    def action_rest(self) -> None:
        """At the end, ask what was passed over."""
        if not self._question and left(self.network, self._language):
            self._passed.clear()
            self._go_on()
            self._show()
            self.line.focus()

    def action_review(self) -> None:
        """Start the review, once this is over."""
        if not self._question:
            super().action_review()

    def action_triage(self) -> None:
        """Start the triage, once this is over."""
        if not self._question:
            super().action_triage()

    def action_language(self) -> None:
        """Ask in the other language."""
        self._language = "en" if self._language == "da" else "da"
        self._show()

    def act(self, make: Callable[[], Change], *, said: str = "") -> bool:
        """Write what MAKE returns; where a letter is typed another key takes it back."""
        acted = super().act(make, said=said)
        if acted and not self.desk.unsaved:
            self.flash.say(self.flash.said, hint=_("`Ctrl+Z` to undo"))
        return acted

    def action_undo(self) -> None:
        """Take the last change back."""
        if why := self.why_not("undo"):
            self.flash.refuse(why)
        else:
            self._say_undone(_("Undone: {what}"), self.desk.undo, _("`Ctrl+Y` to redo"))

    def action_redo(self) -> None:
        """Do again what was undone."""
        if why := self.why_not("redo"):
            self.flash.refuse(why)
        else:
            self._say_undone(_("Done again: {what}"), self.desk.redo, _("`Ctrl+Z` to undo"))

    def undone(self, what: str) -> None:
        """Go to the question whose answer was taken back, or given again."""
        asked = [one for language in LANGUAGES for one in prompts(self.network, language)]
        for prompt in asked:
            if changes.finished(prompt) == what:
                self._question, self._last = prompt.id, ""
                self._passed.discard(prompt.id)
                self._show()
                return

    # -- circles --------------------------------------------------------------------------------

    def action_circle(self, key: str) -> None:
        """Put who was named last into the circle of a key."""
        self._place(KEYS[key])

    def action_turn_circle(self) -> None:
        """Put who was named last into the next circle."""
        if not (ids := self.subjects()):
            self.flash.refuse(self.nobody)
            return
        inside = self.network.contact(ids[0]).circles
        at = ROUND.index(inside[0]) if inside else len(ROUND) - 1
        self._place(ROUND[(at + 1) % len(ROUND)])

    def _place(self, circle: Circle | None) -> None:
        if not (ids := self.subjects()):
            self.flash.refuse(self.nobody)
            return
        before = any(ids[0] in known for known in self._before.values())
        self.act(
            lambda: changes.place(self.network, ids[0], circle, before=before, today=self.today)
        )

    # -- showing --------------------------------------------------------------------------------

    @property
    def _width(self) -> int:
        return max(20, min(self.app.size.width, WIDEST) - 8)

    def _show(self) -> None:
        prompt = self.prompt
        if prompt is None:
            self._question = ""
        self.set_class(prompt is None, "-over")
        box = self.query_one("#card")
        question, below = self.query_one("#question", Static), self.query_one("#named", Static)
        if prompt is not None:
            box.border_title = Content(safe_line(prompt.words.title))
            self.line.placeholder = card.example(prompt)
            question.update(inked(card.question(prompt, self._width)))
            if prompt.asks_for_workplaces:
                rows = [*card.workplaces(self.network, self._width)]
            else:
                before = frozenset(self._before.get(prompt.id, {}))
                ids = self._ids(prompt)
                rows = [*card.named(self.network, ids, before, self._width, self._last)]
            below.update(inked(rows))
        else:
            box.border_title = Content(_("What you have"))
            waiting = len(left(self.network, self._language))
            lines = card.summary(self.network, self.today, waiting, self._width)
            question.update(inked(lines))
            below.update("")
            self.set_focus(None)
        box.scroll_home(animate=False)
        self._show_will()
        self.query_one("#progress", Static).update(self._progress())
        self.query_one("#coming", Static).update(self._coming())
        self.key_bar.show(self._keys(over=prompt is None))
        self.refresh_keys()

    def _show_will(self) -> None:
        prompt = self.prompt
        if prompt is not None:
            ids = self.subjects()
            last = self.network.name_of(ids[0]) if ids else ""
            text, width = self.line.value, self._width
            will = card.preview(self.network, prompt, text, self.today, width, last=last)
            self.query_one("#will", Static).update(inked([will]))

    def _keys(self, *, over: bool) -> Sequence[commands.Command]:
        if not over:
            return commands.shown(Scope.DISCOVER)
        ids = ("review.start", "triage.start", "discover.before", "discover.leave", "netcrm.help")
        return tuple(map(commands.named, ids))

    def _progress(self) -> Content:
        known = prompts(self.network, self._language)
        done = frozenset(self.network.profile.discovered)
        count = sum(prompt.id in done for prompt in known)
        words = _("{n} of {all} done").format(n=count, all=len(known))
        found = findings(self.network).sentence
        room = max(0, self._width - len(words) - len(found) - 4)
        filled = round(room * count / len(known))
        return Content.assemble(
            (f"{words}  ", "bold"),
            ("━" * filled, "$mark"),
            ("─" * (room - filled), "$frame"),
            (f"  {found}", "$quiet"),
        )

    def _coming(self) -> Content:
        if not self._question:
            return Content("")
        skip = self._passed | {self._question}
        waiting = [p.words.title for p in left(self.network, self._language) if p.id not in skip][
            :3
        ]
        if not waiting:
            return Content("")
        return Content.styled(
            safe_line(_("then {names}").format(names=" · ".join(waiting))), "$quiet"
        )
