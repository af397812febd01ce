"""vCard 2.1, 3.0 and 4.0: bytes → drafts of people; opens no file and fetches no address.

Damage inside one card costs no other: a line that can't be read is left out, a card that is cut off
keeps what is there, a card that names nobody is skipped and said.
"""

from collections import Counter

from netcrm.core.i18n import _
from netcrm.core.person_draft import PersonDraft
from netcrm.formats.person import Reading, Skipped, few
from netcrm.formats.vcard.card import SOURCE, person
from netcrm.formats.vcard.charset import Charsets
from netcrm.formats.vcard.lexer import cards

__all__ = ["SOURCE", "read"]


def read(data: bytes) -> Reading:
    """Return the people of a vCard file; DATA is without byte order mark, in UTF-8 or an old encoding."""
    charsets = Charsets(data)
    people: list[PersonDraft] = []
    skipped: list[Skipped] = []
    remarks: list[str] = []
    left: Counter[str] = Counter()
    for card in cards(data):
        found = person(card, charsets, remarks)
        left.update(card.left)
        if isinstance(found, PersonDraft):
            people.append(found)
        else:
            skipped.append(Skipped(card.line, found))
    people.sort(key=lambda draft: draft.line)
    skipped.sort(key=lambda one: one.line)
    remarks = few(remarks)
    if words := _left_out(left):
        remarks.append(_("not brought along, as netcrm keeps none: {words}").format(words=words))
    return Reading(SOURCE, tuple(people), tuple(skipped), tuple(remarks))


def _left_out(left: Counter[str]) -> str:
    """Return in words what the cards hold that a contact has no field for."""
    kinds = {
        "ADR": _("postal addresses"),
        "PHOTO": _("pictures"),
        "IMPP": _("chat addresses"),
        "ANNIVERSARY": _("anniversaries"),
        "X-ABDATE": _("anniversaries"),
        "RELATED": _("relations"),
        "X-ABRELATEDNAMES": _("relations"),
    }
    found: Counter[str] = Counter()
    for name, word in kinds.items():
        if left[name]:
            found[word] += left[name]
    return ", ".join(f"{word} ({n})" for word, n in found.items())
