"""What the lines of the contact form say and how they are read; pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from netcrm.core.circle import Circle
from netcrm.core.contact import Contact
from netcrm.core.dates import long_day, parse_birthday, parse_day, parse_every
from netcrm.core.day_order import in_digits
from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.record import JSON
from netcrm.core.text import clean, tag_word
from netcrm.tui.commands import noted


@dataclass(frozen=True, slots=True)
class Field:
    """A line of the form: the record's field, what it is called, and an example."""

    name: str
    label: str
    example: str = ""

    @property
    def shown_example(self) -> str:
        """The example in the user's language, with days as they are typed here."""
        return _(self.example).format(birthday=in_digits(16, 4), day=in_digits(3, 12))


FIELDS = (
    Field("name", noted("Name"), noted("Anna Berg")),
    Field("nicknames", noted("Nicknames"), noted("Ann, Ancka")),
    Field("tags", noted("Tags"), noted("#ex-nokia #chess")),
    Field("org", noted("Works at"), noted("Vestas")),
    Field("title", noted("As"), noted("designer")),
    Field("emails", noted("Mail"), noted("anna@example.org, …")),
    Field("phones", noted("Phone"), noted("+45 20 20 20 20, …")),
    Field("birthday", noted("Birthday"), noted("{birthday} 1980, or {birthday}")),
    Field("every", noted("Every"), noted("30d, 6w, 3m, none; empty: as the circle")),
    Field("known_since", noted("Known since"), noted("2019-05-01, {day}")),
    Field("via", noted("Met via"), noted("the name of a contact")),
)
"""All lines but the circles, the switch and the note, in the order of the form."""


def texts_of(contact: Contact | None, network: Network) -> dict[str, str]:
    """Return what the lines say for a contact before anybody types; all empty for a new one."""
    if contact is None:
        return {field.name: "" for field in FIELDS} | {"note": ""}
    every = contact.every
    lines = {
        "name": contact.name,
        "nicknames": ", ".join(contact.nicknames),
        "tags": " ".join(f"#{tag_word(tag)}" for tag in contact.tags),
        "org": contact.org,
        "title": contact.title,
        "emails": ", ".join(contact.emails),
        "phones": ", ".join(contact.phones),
        "birthday": contact.birthday,
        "every": "" if every is None else f"{every}d" if every else _("none"),
        "known_since": contact.known_since.isoformat() if contact.known_since else "",
        "via": network.name_of(contact.via) if contact.via else "",
    }
    cleaned = {name: clean(text) for name, text in lines.items()}
    return cleaned | {"note": clean(contact.note, one_line=False)}


def read(
    texts: Mapping[str, str], network: Network, today: date
) -> tuple[dict[str, JSON], dict[str, str]]:
    """Return the values that TEXTS say, and for each field that can't be read a sentence why."""
    values: dict[str, JSON] = {}
    wrong: dict[str, str] = {}
    for name, text in texts.items():
        try:
            values[name] = _READERS.get(name, _text)(text.strip(), network, today)
        except BadInputError as error:
            wrong[name] = f"{error.message} ({error.hint})" if error.hint else error.message
    return values, wrong


def circles(inside: Mapping[Circle, bool]) -> list[JSON]:
    """Return the circles that are ticked."""
    return [str(circle) for circle in Circle if inside.get(circle)]


def _text(text: str, _network: Network, _today: date) -> JSON:
    return text or None


def _name(text: str, _network: Network, _today: date) -> JSON:
    if not text:
        raise BadInputError(_("a contact needs a name"))
    return text


def _list(text: str, _network: Network, _today: date) -> JSON:
    return [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]


def _tags(text: str, _network: Network, _today: date) -> JSON:
    return [tag for part in text.replace(",", " ").split() if (tag := part.lstrip("#"))]


def _birthday(text: str, _network: Network, _today: date) -> JSON:
    return parse_birthday(text) if text else None


def _every(text: str, _network: Network, _today: date) -> JSON:
    return parse_every(text) if text else None


def _known_since(text: str, _network: Network, today: date) -> JSON:
    if not text:
        return None
    day = parse_day(text, today, past=True)
    if day > today:
        raise BadInputError(_("{day} is yet to come").format(day=long_day(day)))
    return day.isoformat()


def _via(text: str, network: Network, _today: date) -> JSON:
    return network.find(text).id if text else None


_READERS: Mapping[str, Callable[[str, Network, date], JSON]] = {
    "name": _name,
    "nicknames": _list,
    "tags": _tags,
    "emails": _list,
    "phones": _list,
    "birthday": _birthday,
    "every": _every,
    "known_since": _known_since,
    "via": _via,
}
