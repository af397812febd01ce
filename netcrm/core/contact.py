"""A contact as the rest of the domain sees it: a typed view of one record of the table `contacts`.

Fields of the record: name, org, title, birthday, every, full_only, known_since, added, sorted_on,
imported, via, note, snooze, pause, let_go, deceased, source, source_id, uid, brought (what imports last
brought, see `changes.importing`), discovered (the question of the discovery that they answered); and the
sets nicknames, circles, tags, emails, phones, urls, past_orgs.
"""

from datetime import date
from typing import Literal, NamedTuple

from netcrm.core.circle import Circle
from netcrm.core.dates import CADENCE_MAX
from netcrm.core.record import JSON, Record

TABLE = "contacts"

State = Literal["active", "snoozed", "paused", "let-go", "deceased", "unsorted"]


def as_day(value: JSON) -> date | None:
    """Return the day an ISO string names, or None for anything else (a foreign or damaged value)."""
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def as_text(value: JSON) -> str:
    """Return VALUE where it is text, else an empty string."""
    return value if isinstance(value, str) else ""


def as_texts(value: JSON) -> tuple[str, ...]:
    """Return the texts of a set field."""
    return tuple([v for v in value if isinstance(v, str)]) if isinstance(value, list) else ()


class Pause(NamedTuple):
    """A time in which the clock stands still; without an end until it is taken back."""

    since: date
    until: date | None


class Snooze(NamedTuple):
    """Hidden until a day; `skipped` where the user let this round pass instead of choosing a day."""

    until: date
    skipped: bool


class Contact(NamedTuple):
    """A person you are in touch with; dates are local days, cadences are days."""

    record: Record

    @property
    def id(self) -> str:
        """The id: the decimal string of 63 random bits."""
        return self.record.id

    @property
    def name(self) -> str:
        """The full name; never empty."""
        return as_text(self.record.fields.get("name")) or "?"

    @property
    def nicknames(self) -> tuple[str, ...]:
        """Other names the person is called by."""
        return as_texts(self.record.fields.get("nicknames"))

    @property
    def circles(self) -> tuple[Circle, ...]:
        """The circles, in the order family, friends, professional."""
        inside = as_texts(self.record.fields.get("circles"))
        return tuple(circle for circle in Circle if circle in inside)

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags, without `#`, in alphabetical order."""
        return tuple(sorted(as_texts(self.record.fields.get("tags"))))

    @property
    def org(self) -> str:
        """The organisation the person works at now."""
        return as_text(self.record.fields.get("org"))

    @property
    def past_orgs(self) -> tuple[str, ...]:
        """The organisations the person worked at before."""
        return as_texts(self.record.fields.get("past_orgs"))

    @property
    def title(self) -> str:
        """The job title."""
        return as_text(self.record.fields.get("title"))

    @property
    def emails(self) -> tuple[str, ...]:
        """The mail addresses, the preferred first."""
        return as_texts(self.record.fields.get("emails"))

    @property
    def phones(self) -> tuple[str, ...]:
        """The phone numbers, the preferred first."""
        return as_texts(self.record.fields.get("phones"))

    @property
    def urls(self) -> tuple[str, ...]:
        """Addresses of profiles and web pages."""
        return as_texts(self.record.fields.get("urls"))

    @property
    def birthday(self) -> str:
        """The birthday as ISO text, `--MM-DD` where the year is not known, or empty."""
        return as_text(self.record.fields.get("birthday"))

    @property
    def every(self) -> int | None:
        """The contact's own cadence in days (1 to 3650), 0 for none at all, None where circles decide."""
        value = self.record.fields.get("every")
        return value if isinstance(value, int) and 0 <= value <= CADENCE_MAX else None

    @property
    def full_only(self) -> bool:
        """Whether only full touches count for this contact."""
        return self.record.fields.get("full_only") is True

    @property
    def known_since(self) -> date | None:
        """The day met, where it was said."""
        return as_day(self.record.fields.get("known_since"))

    @property
    def added(self) -> date | None:
        """The day the contact was added."""
        return as_day(self.record.fields.get("added"))

    @property
    def imported(self) -> bool:
        """Whether an import brought this contact."""
        return self.record.fields.get("imported") is True

    @property
    def sorted_on(self) -> date | None:
        """The day an imported contact was first given a circle."""
        return as_day(self.record.fields.get("sorted_on"))

    @property
    def via(self) -> str:
        """Who introduced them: the id of a contact, or empty."""
        return as_text(self.record.fields.get("via"))

    @property
    def note(self) -> str:
        """Free text, may have several lines."""
        return as_text(self.record.fields.get("note"))

    @property
    def snooze(self) -> Snooze | None:
        """The snooze that was set, also one that is over by now."""
        value = self.record.fields.get("snooze")
        if not isinstance(value, dict):
            return None
        until = as_day(value.get("until"))
        return Snooze(until, value.get("skipped") is True) if until else None

    @property
    def pause(self) -> Pause | None:
        """The pause that was set, also one that is over by now."""
        value = self.record.fields.get("pause")
        if not isinstance(value, dict):
            return None
        since = as_day(value.get("since"))
        return Pause(since, as_day(value.get("until"))) if since else None

    @property
    def pauses(self) -> tuple[Pause, ...]:
        """All pauses, the earlier ones too, the last at the end: on their days the clock stands still."""
        value = self.record.fields.get("pause")
        spans = value.get("earlier") if isinstance(value, dict) else None
        earlier = [
            Pause(since, as_day(span[1]))
            for span in (spans if isinstance(spans, list) else ())
            if isinstance(span, list) and len(span) == 2 and (since := as_day(span[0]))
        ]
        return (*earlier, self.pause) if self.pause else tuple(earlier)

    @property
    def let_go(self) -> date | None:
        """The day the contact was let go, or None."""
        return as_day(self.record.fields.get("let_go"))

    @property
    def deceased(self) -> date | None:
        """The memorial day, or None."""
        return as_day(self.record.fields.get("deceased"))

    def state(self, today: date) -> State:
        """Return which of the six states the contact is in on the day TODAY."""
        if self.deceased:
            return "deceased"
        if self.let_go:
            return "let-go"
        if (
            (pause := self.pause)
            and pause.since <= today
            and (not pause.until or today < pause.until)
        ):
            return "paused"
        if not self.circles:
            return "unsorted"
        if (snooze := self.snooze) and today < snooze.until:
            return "snoozed"
        return "active"
