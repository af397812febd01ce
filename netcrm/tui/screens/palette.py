"""The palette: every command that can be given here, and a jump to any contact."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from textual import events, on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.text import fold, safe_line
from netcrm.tui import commands, paint
from netcrm.tui.commands import Command, Scope
from netcrm.tui.screens.dialogs.base import Dialog, Line, move_while_typing

CONTACT = "contact!"
"""Before the id of a contact or an acquaintance that was chosen; no command has it in its id."""
MOST_PEOPLE = 12
TITLE, KEY = 26, 8


@dataclass(frozen=True, slots=True)
class Hit:
    """A row of the palette: what it answers, and what it says."""

    id: str
    title: str
    key: str
    words: str
    able: bool = True


def offered(scope: Scope) -> Iterator[Command]:
    """Yield the commands of a page that the palette offers, those of the `.` menu too."""
    for command in commands.TABLE:
        if command.palette and (scope in command.scopes or Scope.MORE in command.scopes):
            yield command


def hits(query: str, scope: Scope, network: Network, why_not: Callable[[str], str]) -> list[Hit]:
    """Return what QUERY finds: commands by title, people, then commands by what they do.

    Without a query, all commands.
    """
    words = fold(query).split()
    titled: list[Hit] = []
    told: list[Hit] = []
    for command in offered(scope):
        title, text = fold(command.title), fold(f"{command.title} {_(command.help)}")
        if all(f" {word}" in f" {title}" for word in words):
            titled.append(_of_command(command, why_not))
        elif all(word in text for word in words):
            told.append(_of_command(command, why_not))
    return [*titled, *(_people(query, network) if words else ()), *told]


def _of_command(command: Command, why_not: Callable[[str], str]) -> Hit:
    why = why_not(command.action)
    key = commands.menu_keys(command).split(" ")[0]
    if Scope.MORE in command.scopes:
        key = commands.menu_keys(command)
    return Hit(command.id, command.title, key, why or _(command.help), able=not why)


def _people(query: str, network: Network) -> Iterator[Hit]:
    wanted = fold(query)
    found = []
    for id_ in network.contacts:
        hay = network.haystack(id_)
        if wanted in hay:
            rank = 0 if hay.startswith(wanted) else 1 if f" {wanted}" in hay else 2
            name = network.rules.by_name(network.name_of(id_))
            found.append((rank, -network.ledger.of(id_).count, name, id_))
    for _rank, _count, _name, id_ in sorted(found)[:MOST_PEOPLE]:
        yield Hit(CONTACT + id_, network.name_of(id_), "", network.contact(id_).org)
    yield from _acquaintances(wanted, network, MOST_PEOPLE - len(found))


def _acquaintances(wanted: str, network: Network, most: int) -> Iterator[Hit]:
    """Yield at most MOST acquaintances with a name that has a word beginning with WANTED."""
    if most <= 0 or not network.acquaintances:
        return
    from netcrm.core.anyone import acquaintances_named

    for one in acquaintances_named(network, wanted)[:most]:
        words = _("known through others")
        yield Hit(CONTACT + one.id, one.name, "", " · ".join(filter(None, (one.org, words))))


class PaletteDialog(Dialog[str]):
    """Type to find, Enter to do; returns a command's id, or a contact's after `CONTACT`."""

    def __init__(self, scope: Scope, network: Network, why_not: Callable[[str], str]) -> None:
        super().__init__(_("Palette"))
        self._scope = scope
        self._network = network
        self._why_not = why_not

    def inside(self) -> Iterator[Widget]:
        """Yield the line and the list."""
        yield Line(placeholder=_("a command, or somebody’s name"), id="line")
        yield OptionList(*self._options(""), markup=False, compact=True)

    def hint(self) -> str:
        """Return the keys that are told at the foot of the box."""
        return _("Enter does it · Esc leaves")

    def on_mount(self) -> None:
        """Start on the first row."""
        self.query_one(OptionList).highlighted = 0

    def on_key(self, event: events.Key) -> None:
        """Move in the list while typing."""
        move_while_typing(event, self.query_one(OptionList))

    @on(Input.Changed)
    def _narrow(self, message: Input.Changed) -> None:
        rows = self.query_one(OptionList)
        rows.clear_options()
        rows.add_options(self._options(message.value))
        rows.highlighted = 0 if rows.option_count else None
        self.complain("" if rows.option_count else _("Nothing is called that."))

    @on(Input.Submitted)
    def _enter(self) -> None:
        option = self.query_one(OptionList).highlighted_option
        if option is not None:
            self.dismiss(str(option.id))  # at once: a key may have been typed ahead

    @on(OptionList.OptionSelected)
    def _selected(self, message: OptionList.OptionSelected) -> None:
        self.dismiss(str(message.option.id))

    def _options(self, query: str) -> Iterator[Option]:
        for hit in hits(query, self._scope, self._network, self._why_not):
            quiet = "$quiet" if hit.able else "$faint"
            content = Content.assemble(
                (f" {paint.left(hit.title, TITLE)} ", "" if hit.able else "$faint"),
                (paint.left(hit.key, KEY), "bold $mark" if hit.able else "$faint"),
                (safe_line(hit.words), quiet),
            )
            yield Option(content, id=hit.id)
