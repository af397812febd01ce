"""The keys that the settings give to commands: checked, and as Textual names them. Loads no Textual."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from netcrm.config.settings import WrongError
from netcrm.core.i18n import _
from netcrm.tui import commands
from netcrm.tui.command import Command, Scope, change_keys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from textual.app import App

NAMED = frozenset(
    {
        *("enter", "escape", "tab", "space", "backspace", "delete", "insert"),
        *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
        *(f"f{number}" for number in range(1, 25)),
    }
)
"""The keys that type nothing, by Textual's names; `space` is one of them for its name's sake."""

_MODIFIED = re.compile(r"((?:ctrl\+|alt\+|shift\+)+)(.+)")
_SAME_IN_A_TERMINAL = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+j": "enter", "ctrl+h": "backspace"}
_TAKEN = {"ctrl+q": "netcrm.quit", "ctrl+c": "netcrm.quit"}
"""What means one thing everywhere: the way out."""
_TEXTUAL = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
_ALIKE = {"return": "enter", "esc": "escape", "del": "delete", "pgup": "pageup", "pgdn": "pagedown"}


def read(keys: Mapping[str, str]) -> dict[str, str]:
    """Return KEYS, texts such as `l,ctrl+l` by command ids, as Textual names them.

    Raises WrongError for an id that there is none of, a key that no keyboard has, and a key that would
    mean two things in one place.
    """
    table = {command.id: command for command in commands.TABLE}
    found: dict[str, str] = {}
    for id, text in keys.items():
        if id not in table:
            raise WrongError(
                ("keys", id), _("there is no command `{id}`").format(id=id), _near(id, table)
            )
        found[id] = ",".join(_keys(table[id], text))
    for id in keys:
        _check_owner(table[id], found)
    return found


def use(app: "App[None]", keys: Mapping[str, str]) -> None:
    """Let the commands have KEYS as the settings have them, in APP and in all that is told of them."""
    found = read(keys)
    change_keys(found)
    app.set_keymap({id: own or commands.NO_KEY for id, own in found.items()})


def _near(id: str, table: Mapping[str, Command]) -> str:
    from netcrm.core.nearest import nearest

    if meant := nearest(id, table, 1) or [one for one in table if one.endswith(f".{id}")]:
        return _("did you mean `{key}`?").format(key=meant[0])
    return _("`netcrm settings --keys` lists them")


def _keys(command: Command, text: str) -> Iterator[str]:
    where = ("keys", command.id)
    if command.scopes == (Scope.DISCOVER,):
        raise WrongError(where, _("the keys of the discovery stay: names are typed there"))
    parts = [part.strip() for part in text.split(",")] if text.strip() else []
    for part in parts:
        key = key_name(part)
        if key is None:
            meant = _ALIKE.get(part.lower(), "")
            hint = _("did you mean `{key}`?").format(key=meant) if meant else ""
            raise WrongError(
                where,
                _("“{key}” is no key").format(key=part),
                hint or _("keys are like l, L, ?, comma, f5, enter, pageup, ctrl+l"),
            )
        if same := _SAME_IN_A_TERMINAL.get(key):
            message = _("`{key}` is the same as `{same}` in a terminal")
            raise WrongError(where, message.format(key=part, same=same))
        if _TAKEN.get(key, command.id) != command.id:
            raise WrongError(where, _("`{key}` always quits").format(key=part))
        if Scope.MORE in command.scopes and (len(commands.written(key)) != 1 or key in "123456789"):
            message = _("in the `.` menu a key is one sign that is no digit, not {key}")
            raise WrongError(where, message.format(key=part))
        yield key


def key_name(text: str) -> str | None:
    """Return Textual's name of a key, None where there is none such: `/` and `slash` are one."""
    if len(text) == 1:
        return _of_sign(text) if text.isprintable() and text != " " else None
    if match := _MODIFIED.fullmatch(text.lower()):
        before, name = match.groups()
        modifiers = sorted({*before.rstrip("+").split("+")}, key=("alt", "ctrl", "shift").index)
        if not (name in NAMED or (len(name) == 1 and name.isalnum() and modifiers != ["shift"])):
            return None
        return "+".join((*modifiers, name))
    if text.lower() in NAMED:
        return text.lower()
    return text if text in _SIGNS else None


def _of_sign(sign: str) -> str:
    if sign.isalnum():
        return sign
    name = unicodedata.name(sign, "").lower().replace("-", "_").replace(" ", "_")
    return _TEXTUAL.get(name, name) or sign


_SIGNS = frozenset(_of_sign(chr(code)) for code in range(0x21, 0x7F) if not chr(code).isalnum())


def _check_owner(command: Command, found: Mapping[str, str]) -> None:
    """Raise WrongError where a key of COMMAND is another one's in a place where it is at home too."""
    mine = {*filter(None, found[command.id].split(","))}
    for other in commands.TABLE:
        if other.id == command.id or not _meet(command, other):
            continue
        theirs = found.get(other.id, other.own_keys).split(",")
        for key in theirs:
            if key in mine:
                raise WrongError(
                    ("keys", command.id),
                    _("`{key}` is the key of `{other}` in the same place").format(
                        key=commands.written(key), other=other.id
                    ),
                    _("give `{other}` another one as well").format(other=other.id),
                )


def _meet(one: Command, other: Command) -> bool:
    """Return whether a key of the two would be one press: the same screen, or a screen and its lists."""
    if {*one.scopes} & {*other.scopes}:
        return True
    lists = Scope.LIST in one.scopes, Scope.LIST in other.scopes
    screens = {*one.scopes, *other.scopes} - {Scope.LIST}
    return any(lists) and bool(screens - {Scope.MORE, Scope.REVIEW, Scope.MAP, Scope.DISCOVER})
