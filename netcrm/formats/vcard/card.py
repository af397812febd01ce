"""One vCard as a list of properties → a draft of a person; reads no bytes of its own accord.

Which property means what: vCard 2.1, RFC 2426, RFC 6350, RFC 9554, and what Apple, Google, Android
and Evolution add.
"""

from binascii import Error, a2b_base64, a2b_qp
from contextlib import suppress

from netcrm.core.i18n import _
from netcrm.core.sameness import mail_key, phone_key, url_key
from netcrm.core.text import clean, same
from netcrm.formats.day import birthday
from netcrm.formats.person import PersonDraft, made_id, mail_address, tidy, unlike
from netcrm.formats.vcard.charset import Charsets
from netcrm.formats.vcard.lexer import Property, RawCard
from netcrm.formats.vcard.values import split, telephone, unescaped

SOURCE = "vcard"
_NO_CALLS = frozenset({"FAX", "PAGER", "MODEM", "TELEX"})
# What address books call their own groups; they say nothing about a person.
_NO_TAGS = frozenset(
    {"mycontacts", "my contacts", "other contacts", "starred", "starred in android"}
)
_NICKNAME_OF_ANDROID = "vnd.android.cursor.item/nickname"
_EVENT_OF_ANDROID = "vnd.android.cursor.item/contact_event"
_BIRTHDAY_OF_ANDROID = "3"
# A UID shorter than this is a row number, not the same person's in every address book.
_SHORTEST_UID = 8
_UUID = 36
_FIRST_CJK = "\u2e80"


def person(card: RawCard, charsets: Charsets, remarks: list[str]) -> PersonDraft | str:
    """Return the person CARD describes, or why there is none in it, in a sentence.

    What the user should know of it is added to REMARKS.
    """
    values = _Values(card, charsets)
    phones = unlike(values.phones(), phone_key)
    emails = unlike(map(mail_address, values.texts("EMAIL")), mail_key)
    org = values.organisation()
    nicknames = values.nicknames()
    name = values.full_name() or next(filter(None, (*nicknames, org, *emails, *phones)), "")
    kind = values.first("KIND") or values.first("X-ADDRESSBOOKSERVER-KIND")
    if not name:
        return _("the card has no name, nickname, organisation, mail address or phone number")
    if kind.casefold() == "group" and not emails and not phones:
        return _("“{name}” is a group of people, not a person").format(name=name)
    born, unread = values.birthday()
    notes = values.notes()
    where = {"line": card.line, "name": name}
    if unread:
        notes.append(_("Birthday: {text}").format(text=unread))
        remarks.append(
            _("line {line}: the birthday of {name}, “{text}”, is no day; it is in the note").format(
                text=unread, **where
            )
        )
    if not card.whole:
        remarks.append(
            _("line {line}: the card of {name} is cut off; what is there is read").format(**where)
        )
    if card.cut:
        remarks.append(
            _("line {line}: the card of {name} holds more than can be read").format(**where)
        )
    notes += [_("Assistant: {words}").format(words=words) for words in _agents(card, charsets)]
    called = same(name)
    uid = values.uid()
    if uid and len(uid) < _SHORTEST_UID:
        uid = f"{uid} {made_id([called])}"
    return PersonDraft(
        name=name,
        nicknames=tuple(nickname for nickname in nicknames if same(nickname) != called),
        org=org,
        title=values.first("TITLE") or values.first("ROLE"),
        emails=emails,
        phones=phones,
        urls=values.urls(),
        birthday=born,
        note="\n".join(notes),
        tags=values.tags(),
        source=SOURCE,
        source_id=uid or _made_id(called, emails, phones),
        given_id=bool(uid),
        line=card.line,
    )


class _Values:
    """The values of one card, decoded and clean."""

    def __init__(self, card: RawCard, charsets: Charsets) -> None:
        self._charsets = charsets
        self._charset = card.charset
        groups: dict[str, list[Property]] = {}
        for at, found in enumerate(card.properties):
            one = _with_tails(found, card.tails[at]) if at in card.tails else found
            groups.setdefault(one[0].name, []).append(one)
        for several in groups.values():
            if len(several) > 1:
                several.sort(key=_rank)
        self._groups = groups
        self._old = False
        self._old = self.first("VERSION").startswith("2")

    def texts(self, name: str) -> list[str]:
        """Return the values of all properties NAME, the preferred first, on one line each."""
        return [text for found in self._groups.get(name, ()) if (text := tidy(self._text(found)))]

    def first(self, name: str) -> str:
        """Return the preferred value of the property NAME, or an empty text."""
        for found in self._groups.get(name, ()):
            if text := tidy(self._text(found)):
                return text
        return ""

    def full_name(self) -> str:
        """Return FN, else what N's parts make: prefix, given, additional, family name, suffix."""
        if name := self.first("FN"):
            return name
        for found in self._groups.get("N", ()):
            mark = "" if self._old else ","
            parts = [self._words(part, mark) for part in self._parts(found)[:5]]
            family, given, additional, prefix, suffix = (*parts, "", "", "", "", "")[:5]
            if family and given and min(family + given) >= _FIRST_CJK:
                given, family = family, given
            if name := " ".join(filter(None, (prefix, given, additional, family, suffix))):
                return name
        return ""

    def organisation(self) -> str:
        """Return the organisation of the preferred ORG that has one, without its units."""
        for found in self._groups.get("ORG", ()):
            for part in self._parts(found):
                if text := tidy(self._plain(part)):
                    return text
        return ""

    def nicknames(self) -> tuple[str, ...]:
        """Return NICKNAME and what Android writes for it."""
        names = [*self._lists("NICKNAME"), *self._lists("X-NICKNAME")]
        names += [parts[1] for parts in self._of_android(_NICKNAME_OF_ANDROID)]
        return unlike(map(tidy, names), same)

    def phones(self) -> list[str]:
        """Return the numbers, those that nobody answers last."""
        found = sorted(self._groups.get("TEL", ()), key=_is_no_call)
        return [tidy(telephone(tidy(self._text(one)))) for one in found]

    def urls(self) -> tuple[str, ...]:
        """Return web pages, then profiles."""
        profiles = [*self.texts("X-SOCIALPROFILE"), *self.texts("SOCIALPROFILE")]
        pages = [*self.texts("URL"), *(text for text in profiles if "://" in text)]
        return unlike(("".join(page.split()) for page in pages), url_key)

    def tags(self) -> tuple[str, ...]:
        """Return CATEGORIES as tags: one word each, without the address book's own groups."""
        words = (tidy(text).lstrip("#* ") for text in self._lists("CATEGORIES"))
        return unlike(("-".join(w.split()) for w in words if w.casefold() not in _NO_TAGS), same)

    def birthday(self) -> tuple[str, str]:
        """Return the birthday, and the text of one that can't be read."""
        unread = ""
        texts = [(head, tidy(self._text((head, v)))) for head, v in self._groups.get("BDAY", ())]
        for head, text in texts:
            if found := birthday(text, head.param("X-APPLE-OMIT-YEAR")):
                return found, ""
            unread = unread or text
        for parts in self._of_android(_EVENT_OF_ANDROID):
            if parts[2:3] == [_BIRTHDAY_OF_ANDROID] and (found := birthday(tidy(parts[1]))):
                return found, ""
        return "", unread

    def notes(self) -> list[str]:
        """Return the notes, which may have several lines each."""
        texts = (clean(self._text(n), one_line=False).strip() for n in self._groups.get("NOTE", ()))
        return [*dict.fromkeys(filter(None, texts))]

    def uid(self) -> str:
        """Return what the file calls this card; UUIDs in one spelling."""
        uid = self.first("UID") or self.first("X-ABUID")
        for prefix in ("urn:uuid:", "uuid:"):
            if uid[: len(prefix)].casefold() == prefix:
                uid = uid[len(prefix) :]
        is_uuid = len(uid) == _UUID and uid.count("-") == 4 and uid.replace("-", "").isalnum()
        return uid.casefold() if is_uuid else uid

    def _lists(self, name: str) -> list[str]:
        return [
            self._plain(part)
            for found in self._groups.get(name, ())
            for part in self._parts(found, ",")
        ]

    def _of_android(self, kind: str) -> list[list[str]]:
        rows = [self._parts(found) for found in self._groups.get("X-ANDROID-CUSTOM", ())]
        return [
            [self._plain(part) for part in row] for row in rows if row[0] == kind and len(row) > 1
        ]

    def _parts(self, found: Property, mark: str = ";") -> list[str]:
        """Return the parts of a structured value, escapes and all."""
        head, value = found
        if head.encoding != "qp" or b"\\" in value:
            return split(self._decoded(found), mark)
        # A semicolon that is written =3B separates nothing: split first. (A backslash may be half a
        # character of Shift_JIS, and escape nothing.)
        parts = split(value.decode("latin-1"), mark)
        return [self._decoded((head, part.encode("latin-1"))) for part in parts]

    def _words(self, part: str, mark: str) -> str:
        """Return a part of a name, in which several are separated by MARK."""
        if mark and mark in part:
            return " ".join(filter(None, (tidy(self._plain(one)) for one in split(part, mark))))
        return tidy(self._plain(part))

    def _plain(self, text: str) -> str:
        return unescaped(text, old=self._old)

    def _text(self, found: Property) -> str:
        return self._plain(self._decoded(found))

    def _decoded(self, found: Property) -> str:
        head, value = found
        if head.encoding == "qp":
            value = a2b_qp(value)
        elif head.encoding == "b64":
            with suppress(Error):
                value = a2b_base64(value)
        if not head.charset and value.isascii():
            return value.decode("ascii")
        return self._charsets.text(value, head.charset, self._charset)


def _with_tails(found: Property, tails: list[bytes]) -> Property:
    """Return VALUE and the lines after it as one; a backslash at the end of a line was its fold."""
    head, value = found
    lines = [line.removesuffix(b"\\") for line in (value, *tails[:-1])]
    between = b"\n" if head.name == "NOTE" else b" "
    return head, between.join([*lines, tails[-1]])


def _made_id(called: str, emails: tuple[str, ...], phones: tuple[str, ...]) -> str:
    return made_id([called, *sorted(map(mail_key, emails)), *sorted(map(phone_key, phones))])


def _rank(found: Property) -> int:
    return found[0].rank


def _is_no_call(found: Property) -> bool:
    return not _NO_CALLS.isdisjoint(found[0].types)


def _agents(card: RawCard, charsets: Charsets) -> list[str]:
    """Return a line for each card inside this one that belongs to an assistant."""
    drafts = (person(agent, charsets, []) for agent in card.agents)
    return [
        ", ".join((draft.name, *draft.phones, *draft.emails))
        for draft in drafts
        if isinstance(draft, PersonDraft)
    ]
