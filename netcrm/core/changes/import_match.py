"""Who of a network a draft is, and what the draft tells of them that is news; pure.

See `netcrm.core.changes.importing` for the rules.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from hashlib import blake2b

from netcrm.core.contact import as_text, as_texts
from netcrm.core.person_draft import PersonDraft
from netcrm.core.record import JSON, Op, Record
from netcrm.core.sameness import mail_key, phone_key, profile_key, url_key
from netcrm.core.text import fold, same

KeyOf = Callable[[str], str]
"""Gives all names of one organisation the same key."""

TEXTS = ("name", "org", "title", "birthday", "known_since", "note")
SETS: dict[str, Callable[[str], str]] = {
    "nicknames": same,
    "tags": same,
    "emails": mail_key,
    "phones": phone_key,
    "urls": url_key,
}
BROUGHT = "brought"
# The source in which every entry is a profile: two of one name are two people.
PROFILES = "linkedin"
_LONGEST_MARK = 60
# Shorter numbers are short codes or extensions that many people share.
_SHORTEST_PHONE = 7


class Person:
    """A contact while an import is being planned: what it is now, and what it is to become."""

    __slots__ = ("brought", "fields", "id", "key_of", "left", "record", "seen")

    def __init__(
        self, id: str, fields: dict[str, JSON], record: Record | None, key_of: KeyOf
    ) -> None:
        self.id = id
        self.key_of = key_of
        self.fields = fields
        self.record = record
        self.brought = _brought(fields.get(BROUGHT))
        self.seen: set[str] = set()
        self.left = ""
        """The organisation that is a past one since this import."""

    @classmethod
    def made(cls, id: str, draft: PersonDraft, today: date, key_of: KeyOf) -> "Person":
        """Return a contact that DRAFT makes; it is in no circle yet. KEY_OF tells organisations apart."""
        fields: dict[str, JSON] = {
            "name": draft.name,
            "imported": True,
            "added": today.isoformat(),
            "source": draft.source,
            "source_id": draft.source_id,
        }
        person = cls(id, fields, None, key_of)
        person.take(draft)
        return person

    @property
    def is_new(self) -> bool:
        """Whether this import makes the contact."""
        return self.record is None

    @property
    def name(self) -> str:
        """The name as it is to be."""
        return as_text(self.fields.get("name"))

    def take(self, draft: PersonDraft) -> bool:
        """Take in what DRAFT has of news; return whether there was any."""
        key = source_key(draft)
        self.seen.add(key)
        own = self.brought.get(key, {})
        earlier = [
            values
            for other, values in self.brought.items()
            if other.partition(":")[0] == draft.source
        ]
        now: dict[str, JSON] = {}
        changed = False
        for field in TEXTS:
            value = getattr(draft, field)
            if value:
                now[field] = _mark(value)
                changed |= self._take_text(field, value, own, earlier)
        for field, item_key in SETS.items():
            items: tuple[str, ...] = getattr(draft, field)
            if items:
                now[field] = [_mark(item_key(item)) for item in items]
                changed |= self._take_items(field, items, earlier)
        merged = {**own, **now}
        if merged != own:
            self.brought[key] = merged
            self.fields[BROUGHT] = {**self.brought}
            changed = True
        return changed

    def ops(self) -> list[Op]:
        """Return the operations on an existing record that make it what it is to be."""
        record = self.record
        if record is None:
            return []
        ops: list[Op] = []
        for field, value in self.fields.items():
            old = record.fields.get(field)
            if isinstance(value, list):
                had = old if isinstance(old, list) else []
                ops += [record.add(field, item) for item in value if item not in had]
            elif value != old:
                ops.append(record.put(field, value))
        return ops

    def shares(self, draft: PersonDraft) -> bool:
        """Return whether this contact has a mail address, number or profile of DRAFT's."""
        mine = contact_keys(
            as_texts(self.fields.get("emails")),
            as_texts(self.fields.get("phones")),
            as_texts(self.fields.get("urls")),
        )
        return not mine.isdisjoint(contact_keys(draft.emails, draft.phones, draft.urls))

    def _take_text(
        self, field: str, value: str, own: dict[str, JSON], earlier: list[dict[str, JSON]]
    ) -> bool:
        current = as_text(self.fields.get(field))
        mark = _mark(value)
        if value == current or own.get(field) == mark:
            return False
        if current:
            by_hand = all(values.get(field) != _mark(current) for values in earlier)
        else:
            by_hand = any(field in values for values in earlier)
        if by_hand:
            return False
        if field == "org" and current and self.record is not None:
            self._leave(current, value)
        self.fields[field] = value
        return True

    def _leave(self, org: str, now: str) -> None:
        """Keep an organisation as a past one, unless NOW is it by another name."""
        past = as_texts(self.fields.get("past_orgs"))
        key_of = self.key_of
        if key_of(org) not in {"", key_of(now), *map(key_of, past)}:
            self.fields["past_orgs"] = [*past, org]
            self.left = org

    def _take_items(
        self, field: str, items: tuple[str, ...], earlier: list[dict[str, JSON]]
    ) -> bool:
        item_key = SETS[field]
        current = as_texts(self.fields.get(field))
        taken = {item_key(item) for item in current}
        if field == "nicknames":
            taken.add(same(self.name))
        marks = {mark for values in earlier for mark in as_texts(values.get(field))}
        more = [
            item
            for item in items
            if item_key(item) not in taken and _mark(item_key(item)) not in marks
        ]
        if more:
            self.fields[field] = [*current, *more]
        return bool(more)


class Known:
    """The people of a network, found by what drafts tell of them; grows as an import is planned.

    KEY_OF tells their organisations apart.
    """

    def __init__(self, records: Iterable[Record], key_of: KeyOf) -> None:
        self._by_source: dict[str, list[Person]] = {}
        self._by_name: dict[str, dict[str, Person]] = {}
        self._by_fold: dict[str, dict[str, Person]] = {}
        self._by_contact: dict[str, dict[str, Person]] = {}
        for record in records:
            self.add(Person(record.id, dict(record.fields), record, key_of))

    def add(self, person: Person) -> None:
        """Make PERSON findable by all that is known of them now."""
        fields = person.fields
        for key in (*person.brought, f"{fields.get('source')}:{fields.get('source_id')}"):
            entries = self._by_source.setdefault(key, [])
            if person not in entries:
                entries.append(person)
        self._by_name.setdefault(same(person.name), {})[person.id] = person
        self._by_fold.setdefault(fold(person.name), {})[person.id] = person
        emails, phones, urls = (as_texts(fields.get(f)) for f in ("emails", "phones", "urls"))
        for key in contact_keys(emails, phones, urls):
            self._by_contact.setdefault(key, {})[person.id] = person

    def find(self, draft: PersonDraft) -> Person | None:
        """Return the contact that DRAFT is, or None."""
        if entries := self._by_source.get(source_key(draft)):
            return _entry(entries, draft)
        namesakes = self._by_name.get(same(draft.name), {}).values()
        sharing = [person for person in namesakes if person.shares(draft)]
        if len(sharing) == 1:
            return sharing[0]
        if not sharing and len(namesakes) == 1 and _only_a_name(draft):
            [person] = namesakes
            if not any(other.partition(":")[0] == draft.source for other in person.brought):
                return person
        return None

    def doubles(self, draft: PersonDraft) -> list[str]:
        """Return the name of a contact who may be the same person as DRAFT, if there is one."""
        found = {**self._by_fold.get(fold(draft.name), {})}
        for key in contact_keys(draft.emails, draft.phones, draft.urls):
            found |= self._by_contact.get(key, {})
        likely = [p for p in found.values() if not (p.is_new and draft.source == PROFILES)]
        return [likely[0].name] if likely else []


def source_key(draft: PersonDraft) -> str:
    """Return what names an entry among those of all sources."""
    return f"{draft.source}:{draft.source_id}"


def contact_keys(
    emails: Iterable[str], phones: Iterable[str], urls: Iterable[str]
) -> frozenset[str]:
    """Return the mail addresses, numbers and profiles by which two people can be told to be one."""
    keys = {mail_key(email) for email in emails}
    keys.update(k for k in map(phone_key, phones) if len(k) >= _SHORTEST_PHONE)
    keys.update(f"in/{profile}" for profile in map(profile_key, urls) if profile)
    return frozenset(keys)


def folded(people: Iterable[PersonDraft]) -> list[PersonDraft]:
    """Return PEOPLE with those put together that are one entry of their source, given twice.

    Not where name, addresses and numbers all differ: then a program numbered two people alike.
    """
    groups: dict[str, list[PersonDraft]] = {}
    for draft in people:
        group = groups.setdefault(source_key(draft), [])
        for at, other in enumerate(group):
            if draft.source == PROFILES or _alike(other, draft):
                group[at] = _together(other, draft)
                break
        else:
            group.append(draft)
    return [draft for group in groups.values() for draft in group]


def _alike(one: PersonDraft, other: PersonDraft) -> bool:
    if same(one.name) == same(other.name):
        return True
    mine, theirs = (contact_keys(d.emails, d.phones, d.urls) for d in (one, other))
    return not mine.isdisjoint(theirs)


def _together(first: PersonDraft, second: PersonDraft) -> PersonDraft:
    """Return FIRST with what only SECOND tells."""
    more: dict[str, object] = {
        field: getattr(first, field) or getattr(second, field) for field in TEXTS
    }
    for field, key in SETS.items():
        mine: tuple[str, ...] = getattr(first, field)
        taken = {key(item) for item in mine}
        more[field] = (*mine, *(i for i in getattr(second, field) if key(i) not in taken))
    return replace(first, **more)  # type: ignore[arg-type]  # the fields of PersonDraft, by name


def _entry(entries: list[Person], draft: PersonDraft) -> Person | None:
    """Return which of ENTRIES, all of the key of DRAFT, is DRAFT; each is so only once."""
    key = source_key(draft)
    left = [person for person in entries if key not in person.seen]
    if len(entries) == 1 and left:
        return left[0]
    for is_it in (
        lambda person: person.brought.get(key, {}).get("name") == _mark(draft.name),
        lambda person: same(person.name) == same(draft.name),
        lambda person: person.shares(draft),
    ):
        if found := next(filter(is_it, left), None):
            return found
    return None


def _only_a_name(draft: PersonDraft) -> bool:
    """Return whether nothing DRAFT tells could speak against anybody of that name."""
    return not (
        draft.emails
        or draft.phones
        or draft.urls
        or draft.org
        or draft.title
        or draft.birthday
        or draft.known_since
    )


def _brought(value: JSON) -> dict[str, dict[str, JSON]]:
    if not isinstance(value, dict):
        return {}
    return {key: dict(values) for key, values in value.items() if isinstance(values, dict)}


def _mark(value: str) -> str:
    """Return VALUE, or a hash of it where it is long: enough to see whether it is the same."""
    if len(value) <= _LONGEST_MARK:
        return value
    return f"#{blake2b(value.encode(), digest_size=9).hexdigest()}"
