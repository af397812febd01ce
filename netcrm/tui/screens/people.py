"""What can be done with people from any page: one method a command; the pages say who is meant."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from netcrm.core.contact import TABLE, Contact
from netcrm.core.dates import (
    long_day,
    no_day_at_end,
    no_such_day,
    trailing_day,
    trailing_near_day,
)
from netcrm.core.errors import BadInputError
from netcrm.core.follow_up import FollowUp
from netcrm.core.i18n import _, ngettext
from netcrm.tui.screens.acting import ActingPage

if TYPE_CHECKING:
    from netcrm.core.destination import Destination

GOES_ON = frozenset({"logged", "snoozed", "skipped"})
"""Actions after which the next person comes, whether the one before is still due or not."""

_NEED_SOMEBODY = frozenset(
    {"log", "snooze", "skip", "follow_up", "edit", "delete", "more", "knows", "note", "reach"}
)


def due_words(day: date | None) -> str:
    """Return when a promise is due, in words."""
    return _("due {day}").format(day=long_day(day)) if day else _("some day")


class PeoplePage(ActingPage):
    """A page with people on it."""

    def subjects(self) -> tuple[str, ...]:
        """Return the ids of those whom the next action takes; all that are marked, if any are."""
        raise NotImplementedError

    @property
    def nobody(self) -> str:
        """What to say where nobody is meant."""
        return _("there is nobody under the cursor")

    def hidden_subjects(self) -> int:
        """Return how many of the subjects are not in sight."""
        return 0

    def acted(self, kind: str, ids: Sequence[str]) -> None:
        """Hear that an action of a KIND was taken on IDS: the review goes on, marks are cleared."""

    async def chosen(self) -> tuple[str, ...]:
        """Return the subjects, or say that there is nobody."""
        ids = self.subjects()
        if not ids:
            self.flash.refuse(self.nobody)
        return ids

    async def one(self) -> Contact | None:
        """Return the one contact that is meant; asks which where several are."""
        ids = await self.chosen()
        if len(ids) > 1:
            from netcrm.tui.screens.dialogs.choose import ChooseDialog

            rows = [(i, self.network.name_of(i), self.network.contact(i).org) for i in ids]
            answer = await self.ask(ChooseDialog(_("Which of them?"), rows))
            ids = (answer,) if answer else ()
        return self.network.contact(ids[0]) if ids else None

    def naming(self, ids: Sequence[str]) -> str:
        """Return whom a dialog is about: a name, or how many, also those out of sight."""
        if len(ids) == 1:
            return self.network.name_of(ids[0])
        words = ngettext("{n} person", "{n} people", len(ids)).format(n=len(ids))
        if hidden := self.hidden_subjects():
            words += " " + _("({n} not shown)").format(n=hidden)
        return words

    def why_not(self, action: str) -> str:
        """Return why an action can't be taken now."""
        if action in _NEED_SOMEBODY and self.is_mounted and not self.subjects():
            return self.nobody
        return super().why_not(action)

    # -- one key each ---------------------------------------------------------------------------

    def action_log(self) -> None:
        """Log a touch with whoever is meant."""
        self.start(self._log())

    async def _log(self) -> None:
        from netcrm.tui.screens.capturing import log_with

        if ids := await self.chosen():
            entry = await log_with(self, ids)
            if entry and entry in self.desk.network.interactions:
                there = self.desk.network.interaction(entry).contacts
                self.acted("logged", [id_ for id_ in ids if id_ in there])

    def action_snooze(self) -> None:
        """Hide until a day."""
        self.start(self._snooze())

    async def _snooze(self) -> None:
        from netcrm.core.changes import states
        from netcrm.tui.screens.dialogs.day import DayDialog, snooze_days

        if not (ids := await self.chosen()):
            return
        seen = self.network
        title = _("Snooze {who} for …").format(who=self.naming(ids))
        answer = await self.ask(DayDialog(title, snooze_days(self.today), self.today))
        if answer is None or answer.day is None:
            return
        day = answer.day
        if self.act(lambda: states.snooze(seen, ids, day, today=self.today)):
            self.acted("snoozed", ids)

    def action_skip(self) -> None:
        """Let this round pass."""
        self.start(self._skip())

    async def _skip(self) -> None:
        from netcrm.core.changes import states

        if not (ids := await self.chosen()):
            return
        if self.act(lambda: states.skip(self.network, ids, today=self.today)):
            self.acted("skipped", ids)

    def action_follow_up(self) -> None:
        """Promise something."""
        self.start(self._follow_up())

    async def _follow_up(self) -> None:
        from netcrm.core.changes import follow_ups

        if not (ids := await self.chosen()):
            return
        answer = await self.ask_promise(_("Promise {who} …").format(who=self.naming(ids)))
        if answer is None:
            return
        text, day = answer
        network = self.desk.network
        if self.act(lambda: follow_ups.promise(network, ids, text, day)):
            self.acted("promised", ids)

    async def ask_promise(
        self, title: str, promise: FollowUp | None = None
    ) -> tuple[str, date | None] | None:
        """Ask for a promise and its day."""
        from netcrm.core.capture.mistakes import read_as_word
        from netcrm.tui.screens.dialogs.ask_line import LineDialog, Read

        def read(line: str) -> Read[tuple[str, date | None]]:
            text, day = trailing_day(line, self.today) or (line.strip(), None)
            if not text:
                raise BadInputError(_("a follow-up needs a text"), _("such as: send CV fri"))
            if day is None and (wrong := no_day_at_end(line, self.today)):
                raise no_such_day(wrong)
            words = f"{text} · {due_words(day)}"
            if day is None and (near := trailing_near_day(line)):
                words += f" · {read_as_word(*near)}"
            return Read((text, day), words)

        value = ""
        if promise is not None:
            value = promise.text + (f" {promise.due.isoformat()}" if promise.due else "")
        dialog = LineDialog(
            title, read, value=value, placeholder=_("send CV fri · they: send the report fri")
        )
        answer = await self.ask(dialog)
        return answer.value if answer else None

    async def edit_promise(self, promise: FollowUp) -> None:
        """Ask what a promise is to say, and write it over what it said when it was asked."""
        from netcrm.core.changes import follow_ups

        seen = self.network
        answer = await self.ask_promise(_("Edit the promise"), promise)
        if answer is not None:
            text, day = answer
            self.act(lambda: follow_ups.edit(seen, promise.id, text, day))

    def action_add(self) -> None:
        """Add a contact."""
        self.start(self._add())

    async def _add(self) -> None:
        from netcrm.core.changes import promoting
        from netcrm.tui.screens.dialogs.contact_form import ContactForm

        values = await self.ask(ContactForm(self.network, self.today))
        if values is None:
            return
        fields = {**values}
        name = str(fields.pop("name"))
        added = promoting.add(self.desk.network, name, fields, today=self.today)
        if self.act(lambda: added.change):
            self.added(added.id)

    def added(self, contact_id: str) -> None:
        """Hear that a contact was added."""

    def action_knows(self) -> None:
        """Say whom a contact knows."""
        self.start(self._knows())

    async def _knows(self) -> None:
        from netcrm.tui.screens.knowing import say_whom

        contact = await self.one()
        if contact is not None and (other := await say_whom(self, contact.id)):
            self.said_known(other)

    def said_known(self, other: str) -> None:
        """Hear that somebody was said to know the one of the id OTHER."""

    def action_edit(self) -> None:
        """Edit a contact."""
        self.start(self.edit())

    async def edit(self) -> None:
        """Edit what is under the cursor: here a contact."""
        contact = await self.one()
        if contact is None:
            return
        from netcrm.core.changes import people
        from netcrm.tui.screens.dialogs.contact_form import ContactForm

        seen = self.network
        values = await self.ask(ContactForm(seen, self.today, contact))
        if values is not None:
            self.act(lambda: people.edit(seen, contact.id, values, today=self.today))

    def action_delete(self) -> None:
        """Delete, after asking."""
        self.start(self.delete())

    async def delete(self) -> None:
        """Delete what is under the cursor: here contacts."""
        if not (ids := await self.chosen()):
            return
        who, seen = self.naming(ids), self.network
        leaving = frozenset(ids)
        entries = {
            entry.id
            for id_ in ids
            for entry in self.network.log_of(id_)
            if leaving.issuperset(entry.contacts)
        }
        words = ngettext(
            "{n} entry of the log goes too.", "{n} entries of the log go too.", len(entries)
        )
        text = words.format(n=len(entries)) if entries else ""
        if await self.confirm(_("Delete {who}?").format(who=who), text):
            from netcrm.core.changes import people

            self.act(lambda: people.remove(seen, ids))
            self.acted("deleted", ids)

    async def confirm(self, title: str, text: str) -> bool:
        """Ask before a deletion."""
        from netcrm.tui.screens.dialogs.confirm import ConfirmDialog

        text = f"{text}\n{_('u brings it back.')}".strip()
        dialog = ConfirmDialog(title, text, keep=_("Keep"), go=_("Delete"))
        answer = await self.ask(dialog)
        return answer is True

    # -- more -----------------------------------------------------------------------------------

    def action_bring_back(self) -> None:
        """Bring somebody back who was deleted."""
        self.start(self._bring_back())

    async def _bring_back(self) -> None:
        from netcrm.core.changes import people
        from netcrm.tui.screens.dialogs.choose import ChooseDialog

        gone = [Contact(r) for (t, _id), r in self.network.deleted.items() if t == TABLE]
        if not gone:
            self.flash.refuse(_("nobody was deleted"))
            return
        latest = sorted(gone, key=lambda c: (max(c.record.gone_by), c.id), reverse=True)
        rows = [(c.id, c.name, " · ".join(filter(None, (c.title, c.org)))) for c in latest]
        answer = await self.ask(ChooseDialog(_("Bring back whom?"), rows))
        if answer and self.act(lambda: people.restore(self.desk.network, [answer])):
            self.added(answer)

    async def chose(self, answer: str) -> None:
        """Do what was chosen in the palette: open a contact, or run a command."""
        from netcrm.tui.screens.palette import CONTACT

        if answer.startswith(CONTACT):
            self.open_anyone(answer.removeprefix(CONTACT))
        else:
            await super().chose(answer)

    # -- pages ----------------------------------------------------------------------------------

    def suggested(self) -> str:
        """Return the organisation that `w` offers first: of the one contact who is meant, or empty."""
        ids = self.subjects()
        return self.network.contact(ids[0]).org if len(ids) == 1 else ""

    def action_who(self) -> None:
        """Ask for an organisation or a person, and show who can get you there."""
        self.start(self._ask_where())

    async def _ask_where(self) -> None:
        from netcrm.tui.screens.dialogs.destination import DestinationDialog

        there = await self.ask(DestinationDialog(self.network, self.suggested()))
        if there is not None:
            self.go(there)

    def action_meet(self) -> None:
        """Show whom to meet."""
        self.go(None)

    def go(self, there: "Destination | None") -> None:
        """Open the page with the ways that lead THERE, or with whom to meet."""
        from netcrm.tui.screens.paths import PathsPage

        if self.app.screen is self:
            self.app.push_screen(PathsPage(self.network, self.today, there))

    def open_anyone(self, id: str) -> None:
        """Open the page of a contact; for an acquaintance that of the contact who knows them."""
        if id in self.network.contacts:
            self.open_contact(id)
            return
        from netcrm.core.who_knows_whom import who_knows_whom
        from netcrm.tui.screens.contact import ContactPage

        through = who_knows_whom(self.network).through(id)
        if not through:
            self.flash.refuse(_("nobody of your contacts is said to know them"))
        elif self.app.screen is self:
            page = ContactPage(self.network, self.today, through[0].other, knows=id)
            self.app.push_screen(page)

    def action_organisations(self) -> None:
        """Open the list of organisations."""
        from netcrm.tui.screens.organisations import OrganisationsPage

        if self.app.screen is self:
            self.app.push_screen(OrganisationsPage(self.network, self.today))

    def action_mode(self) -> None:
        """Choose between job search and peacetime, and the goals."""
        from netcrm.tui.screens.mode import choose_mode

        self.start(choose_mode(self))
