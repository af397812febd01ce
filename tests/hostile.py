"""A network as a hostile file or another machine may bring it: evil texts in every field, cleaned by nobody."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from netcrm.core.record import Change, new
from tests.evil import PAYLOADS

UNENDED = ("cut off", "cut off CSI", "open OSC", "surrogates inside")
"""Those that could swallow what comes after them: each is the last of its group."""
LARGE = ("5,000 characters", "5,000 wide characters", "long word")
CELLS = 430
"""How long a group may be, to be seen whole in one line of a wide terminal."""


def groups(names: Iterable[str] = PAYLOADS, cells: int = CELLS) -> list[list[str]]:
    """Return all payloads in groups of so many CELLS, in the order of their NAMES, the large ones alone."""
    found: list[list[str]] = [[]]
    for name in names:
        text = PAYLOADS[name]
        if name in UNENDED or name in LARGE:
            continue
        if sum(len(part) + 1 for part in found[-1]) + len(text) > cells and found[-1]:
            found.append([])
        found[-1].append(text)
    for number, name in enumerate(UNENDED):
        found[number % len(found)].append(PAYLOADS[name])
    return [*found, *([PAYLOADS[name]] for name in LARGE)]


def hostile(
    texts: Iterable[str], today: date, new_id: Callable[[], str], *, circle: str = "friends"
) -> Iterator[Change]:
    """Yield, for each of TEXTS, the change that puts it into every field of every table.

    The people are due; without a CIRCLE they are unsorted. The words of the changes are evil too.
    """
    for number, text in enumerate(texts):
        contact, entry, known = new_id(), new_id(), new_id()
        ops = [
            new(
                "contacts",
                contact,
                {
                    "name": text,
                    "nicknames": [f"nick {text}"],
                    "circles": [circle] if circle else [],
                    "tags": [f"tag {text}"],
                    "org": f"org {text}",
                    "title": f"title {text}",
                    "emails": [f"mail {text}"],
                    "phones": [f"phone {text}"],
                    "urls": [f"url {text}"],
                    "note": f"note {text}",
                    "birthday": text,
                    "via": contact,
                    "known_since": "2025-01-01",
                    "source": text,
                },
            ),
            new(
                "interactions",
                entry,
                {
                    "date": (today - timedelta(200 + number)).isoformat(),
                    "medium": "met",
                    "text": f"text {text}",
                    "words": f"words {text}",
                    "place": text,
                    "purpose": text,
                    "tags": [text],
                    "contacts": [contact],
                },
            ),
            new(
                "follow_ups",
                new_id(),
                {
                    "text": f"promise {text}",
                    "due": today.isoformat(),
                    "contact": contact,
                    "interaction": entry,
                },
            ),
            new("acquaintances", known, {"name": f"known {text}", "org": text, "note": text}),
            new(
                "introductions",
                new_id(),
                {
                    "connector": contact,
                    "to": known,
                    "about": f"about {text}",
                    "asked": "2026-11-01",
                },
            ),
            new(
                "opportunities",
                new_id(),
                {
                    "org": f"org {text}",
                    "role": f"role {text}",
                    "source": text,
                    "via": contact,
                    "link": text,
                    "note": text,
                    "next": f"next {text}",
                    "lead": "2026-11-01",
                },
            ),
            new(
                "drafts",
                new_id(),
                {
                    "text": f"draft {text}",
                    "why": f"why {text}",
                    "candidates": [text],
                    "written": today.isoformat(),
                },
            ),
            new("relations", new_id(), {"person": contact, "other": known, "how": f"how {text}"}),
            new("relations", new_id(), {"person": contact, "other": contact, "how": text}),
            new("relations", new_id(), {"person": text, "other": text, "how": text}),
            new(
                "organisations",
                new_id(),
                {"name": f"org {text}", "aliases": [text, f"alias {text}"]},
            ),
        ]
        yield Change(f"did {text}", ops)
