"""Contacts, entries and follow-ups as the JSON of the command line; its keys are a contract."""

from datetime import date

from netcrm.core.contact import Contact
from netcrm.core.follow_up import FollowUp
from netcrm.core.interaction import Interaction
from netcrm.core.network import Network
from netcrm.core.record import JSON


def person_document(network: Network, contact: Contact, today: date) -> dict[str, JSON]:
    """Return a contact and how they stand on the day TODAY; days are ISO, heat is not rounded."""
    standing = network.standings(today).of(contact.id)
    snooze = contact.snooze
    return {
        "id": contact.id,
        "name": contact.name,
        "circles": [str(circle) for circle in contact.circles],
        "tags": [*contact.tags],
        "org": contact.org or None,
        "title": contact.title or None,
        "emails": [*contact.emails],
        "phones": [*contact.phones],
        "birthday": contact.birthday or None,
        "known_since": contact.known_since.isoformat() if contact.known_since else None,
        "state": contact.state(today),
        "heat": standing.heat,
        "band": str(standing.band) if standing.band else None,
        "silence_days": standing.silence,
        "cadence_days": standing.cadence,
        "last": _last(network, contact, today),
        "reasons": [*standing.reasons],
        "snoozed_until": snooze.until.isoformat() if snooze and snooze.until > today else None,
    }


def _last(network: Network, contact: Contact, today: date) -> JSON:
    last = network.standings(today).of(contact.id).last
    if last is None:
        return None
    entry = network.interaction(last.entry)
    return {"date": entry.date.isoformat(), "medium": str(entry.medium), "text": entry.text}


def entry_document(network: Network, entry: Interaction) -> dict[str, JSON]:
    """Return an entry of the log."""
    return {
        "id": entry.id,
        "date": entry.date.isoformat(),
        "medium": str(entry.medium),
        "answered": entry.answered,
        "direction": str(entry.direction) if entry.direction else None,
        "purpose": entry.purpose or None,
        "place": entry.place or None,
        "organisation": entry.org or None,
        "via": {"id": entry.via, "name": network.name_of(entry.via)} if entry.via else None,
        "contacts": [{"id": id, "name": network.name_of(id)} for id in entry.contacts],
        "text": entry.text,
        "words": entry.words,
        "tags": [*entry.tags],
    }


def follow_up_document(network: Network, follow_up: FollowUp) -> dict[str, JSON]:
    """Return a follow-up; `contact` is null for one promised to nobody in particular."""
    to = follow_up.contact
    return {
        "id": follow_up.id,
        "due": follow_up.due.isoformat() if follow_up.due else None,
        "text": follow_up.text,
        "theirs": follow_up.theirs,
        "contact": {"id": to, "name": network.name_of(to)} if to else None,
        "done": follow_up.done.isoformat() if follow_up.done else None,
    }
