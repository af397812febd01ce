"""Who is good for what: people you could ask for something, and why you would think of them. Pure."""

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from netcrm.core.contact import Contact, as_day, as_text, as_texts
from netcrm.core.dates import short_day
from netcrm.core.i18n import _
from netcrm.core.purpose import flow, kind, purpose_word
from netcrm.core.text import fold

if TYPE_CHECKING:
    from netcrm.core.network import Network

_WORD = re.compile(r"[^\W_]+(?:[-+.#'][^\W_]+)*[+#]*")
_LINKING = frozenset(
    {*("on", "about", "with", "for", "the", "a", "an", "and", "in", "of", "to")}
    | {*("om", "med", "til", "i", "paa", "pa", "og", "et", "en", "af")}
)
_KINDS = frozenset({"sparring", "feedback", "advice", "intro", "referral", "help"})
_DANISH = {"rad": "advice", "hjaelp": "help", "introduktion": "intro", "anbefaling": "referral"}
_MOST_TOLD = 2  # entries that are told as reasons


class Given(NamedTuple):
    """Something they gave you once: the day, the purpose as it stands in the log, and the words of the entry."""

    day: date
    purpose: str
    words: str


class Topic:
    """What somebody is wanted for: kinds such as sparring, and the words it is about; false where there is none."""

    def __init__(self, text: str) -> None:
        words = [word for word in _WORD.findall(fold(text)) if word not in _LINKING]
        self.kinds = tuple(_DANISH.get(w, w) for w in words if _DANISH.get(w, w) in _KINDS)
        self.about = tuple(word for word in words if _DANISH.get(word, word) not in _KINDS)

    def __bool__(self) -> bool:
        return bool(self.kinds or self.about)

    def reasons(self, network: "Network", id: str, today: date) -> tuple[str, ...]:
        """Return why one could ask a contact, in words; none where nothing speaks for it.

        All words of what it is about have to be found with them: in a tag, the title, the note, or an entry
        in which they gave you something. Where it is about nothing in particular, they gave that kind of
        thing before, or have it as a tag.
        """
        contact = network.contact(id)
        wanted = self.about or self.kinds
        given = gifts(network).get(id, ())
        found: list[str] = []
        left = {*wanted}
        for tag in contact.tags:
            if hits := left_in(wanted, tag) or (set() if self.about else _kind_tag(self, tag)):
                found.append(f"#{tag}")
                left -= hits
        for text, words in ((contact.title, _work(contact)), (contact.note, contact.note)):
            if hits := left_in(self.about, text):
                found.append(_short(words))
                left -= hits
        told = [gift for gift in given if self._fits(gift, today)]
        for gift in told:
            left -= left_in(self.about, gift.words) if self.about else {kind(gift.purpose)}
        found += [
            _("{purpose} {day}: {words}").format(
                purpose=purpose_word(gift.purpose),
                day=short_day(gift.day, today),
                words=_short(gift.words),
            )
            for gift in told[:_MOST_TOLD]
        ]
        return () if left else tuple(found)

    def _fits(self, gift: Given, today: date) -> bool:
        if gift.day > today:
            return False
        if self.about:
            return bool(left_in(self.about, gift.words))
        return kind(gift.purpose) in self.kinds


def left_in(words: Sequence[str], text: str) -> set[str]:
    """Return those of WORDS that begin a word of TEXT."""
    if not text:
        return set()
    there = _WORD.findall(fold(text).replace("-", " "))
    return {word for word in words if any(one.startswith(word) for one in there)}


def gifts(network: "Network") -> dict[str, tuple[Given, ...]]:
    """Return what each contact gave you, by the log, the latest first; worked out once a snapshot."""
    return network.once(_gifts)


def _gifts(network: "Network") -> dict[str, tuple[Given, ...]]:
    found: dict[str, list[Given]] = {}
    for record in network.interactions.values():
        purpose = record.fields.get("purpose")
        if not purpose or not isinstance(purpose, str):
            continue
        went = flow(purpose)
        day = as_day(record.fields.get("date"))
        if went is None or went[1] or day is None:
            continue
        words = as_text(record.fields.get("words")) or as_text(record.fields.get("text"))
        for person in as_texts(record.fields.get("contacts")):
            found.setdefault(person, []).append(Given(day, purpose, words))
    return {
        person: tuple(sorted(given, key=lambda gift: gift.day, reverse=True))
        for person, given in found.items()
    }


def _kind_tag(topic: Topic, tag: str) -> set[str]:
    """Return the kinds that a tag names in Danish."""
    named = _DANISH.get(fold(tag))
    return {named} if named and named in topic.kinds else set()


def _work(contact: Contact) -> str:
    if contact.title and contact.org:
        return _("{title} at {org}").format(title=contact.title, org=contact.org)
    return contact.title


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59].rstrip() + "…"
