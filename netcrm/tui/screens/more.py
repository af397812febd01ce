"""The `.` menu: what is seldom done with a contact, each with why it can't be where it can't."""

from collections.abc import Callable, Sequence

from netcrm.core.changes import choosing, follow_ups, merging, people, states
from netcrm.core.circle import Circle
from netcrm.core.contact import Contact
from netcrm.core.dates import days_later, parse_every, short_day
from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.record import Change, Record
from netcrm.core.text import safe_line
from netcrm.tui import commands
from netcrm.tui.commands import Scope
from netcrm.tui.days import months_later
from netcrm.tui.screens.dialogs.ask_line import LineDialog, Read
from netcrm.tui.screens.dialogs.contact_values import FIELDS
from netcrm.tui.screens.dialogs.day import DayDialog, Near
from netcrm.tui.screens.dialogs.menu import MenuDialog, Row
from netcrm.tui.screens.people import PeoplePage

DONE = "done:"
MOST_PROMISES = 5
MOST_OF_A_VALUE = 48


def rows(page: PeoplePage, ids: Sequence[str]) -> list[Row]:
    """Return the rows of the menu: the open promises by number, then the commands of the table."""
    network, today = page.network, page.today
    found = []
    if len(ids) == 1:
        for number, promise in enumerate(network.promises(ids[0])[:MOST_PROMISES], 1):
            due = short_day(promise.due, today) if promise.due else ""
            label = _("done: {text}").format(text=promise.text)
            found.append(Row(DONE + promise.id, str(number), label, due))
    for command in commands.of(Scope.MORE):
        why = why_not(page, ids, command.action)
        found.append(Row(command.action, command.key, _(command.label), _(command.help), why))
    return found


def why_not(page: PeoplePage, ids: Sequence[str], action: str) -> str:
    """Return why a command of the menu can't be done with these contacts, or an empty text."""
    network, today = page.network, page.today
    meant = [network.contact(id_) for id_ in ids]
    if action == "let_go" and any(Circle.FAMILY in person.circles for person in meant):
        return _("family is not let go")
    if action == "let_go" and all(person.let_go for person in meant):
        return _("let go already")
    if action == "take_back" and not any(
        person.state(today) in ("let-go", "paused", "snoozed") for person in meant
    ):
        return _("not let go, paused or snoozed")
    if action == "answered" and (
        len(ids) > 1 or network.standings(today).of(ids[0]).awaiting is None
    ):
        return _("no reply is awaited")
    if action in ("deceased", "note") and len(ids) > 1:
        return _("one at a time")
    if action == "merge" and len(ids) != 2:
        return _("mark the two with Space first")
    if action == "choose":
        return _("one at a time") if len(ids) > 1 else _nothing_to_choose(meant[0])
    return ""


def _nothing_to_choose(person: Contact) -> str:
    if choosing.questions(person.record) or choosing.deletions(person.record):
        return ""
    return _("everything has one value")


async def choose_more(page: PeoplePage, ids: Sequence[str]) -> None:
    """Show the menu and do what is chosen."""
    seen = page.network
    answer = await page.ask(MenuDialog(page.naming(ids), rows(page, ids)))
    if answer is None:
        return
    if answer.startswith(DONE):
        promise = answer.removeprefix(DONE)
        if page.act(lambda: follow_ups.done(seen, [promise], today=page.today)):
            page.acted("done", ids)
    else:
        await do_more(page, ids, answer)


async def do_more(page: PeoplePage, ids: Sequence[str], action: str) -> None:
    """Do a command of the menu with these contacts; asks for what it needs."""
    if why := why_not(page, ids, action):
        page.flash.refuse(why)
        return
    seen = page.network
    make = await _ASK[action](page, ids)
    if make is not None and page.act(lambda: make(seen)):
        page.acted(action, ids)


Make = Callable[[Network], Change]


async def _pause(page: PeoplePage, ids: Sequence[str]) -> Make | None:
    today = page.today
    near = (
        Near("1", _("a month"), months_later(today, 1)),
        Near("2", _("half a year"), months_later(today, 6)),
        Near("0", _("until I take them back"), None),
    )
    dialog = DayDialog(_("Pause {who} for …").format(who=page.naming(ids)), near, today)
    answer = await page.ask(dialog)
    if answer is None:
        return None
    return lambda network: states.pause(network, ids, today=today, until=answer.day)


async def _let_go(page: PeoplePage, ids: Sequence[str]) -> Make | None:
    return lambda network: states.let_go(network, ids, today=page.today)


async def _take_back(page: PeoplePage, ids: Sequence[str]) -> Make | None:
    return lambda network: states.take_back(network, ids, today=page.today)


async def _answered(page: PeoplePage, ids: Sequence[str]) -> Make | None:
    return lambda network: states.answered(network, ids[0], today=page.today)


async def _cadence(page: PeoplePage, ids: Sequence[str]) -> Make | None:
    def read(line: str) -> Read[int | None]:
        days = parse_every(line)
        if days is None:
            return Read(None, _("as the circle has it"))
        return Read(days, _("every {n} days").format(n=days) if days else _("no cadence"))

    every = {page.network.contact(id_).every for id_ in ids}
    value = ""
    if len(every) == 1 and (days := every.pop()) is not None:
        value = f"{days}d" if days else "none"
    title = _("How often to be in touch with {who}?").format(who=page.naming(ids))
    answer = await page.ask(
        LineDialog(title, read, value=value, placeholder="30d · 6w · 3m · none")
    )
    if answer is None:
        return None
    return lambda network: states.cadence(network, ids, answer.value)


async def _note(page: PeoplePage, ids: Sequence[str]) -> Make | None:
    from netcrm.tui.screens.noting import write_note

    return await write_note(page, ids[0])


async def _deceased(page: PeoplePage, ids: Sequence[str]) -> Make | None:
    today = page.today
    near = [
        Near("1", _("today"), today),
        Near("2", _("yesterday"), days_later(today, -1)),
    ]
    if page.network.contact(ids[0]).deceased:
        near.append(Near("0", _("not deceased, a mistake"), None))
    title = _("When did {who} die?").format(who=page.naming(ids))
    answer = await page.ask(DayDialog(title, near, today, past=True))
    if answer is None:
        return None
    return lambda network: states.deceased(network, ids[0], answer.day)


async def _merge(page: PeoplePage, ids: Sequence[str]) -> Make | None:
    from netcrm.tui.screens.dialogs.merge import MergeDialog

    dialog = MergeDialog(page.network, ids[0], ids[1], page.today)
    if await page.ask(dialog) is not True:
        return None
    first, other = dialog.pair
    return lambda network: merging.merge(network, first, other, today=page.today).change


async def _choose(page: PeoplePage, ids: Sequence[str]) -> Make | None:
    network, (id_,) = page.network, ids
    record = network.contacts[id_]
    if not (asked := choosing.questions(record)):
        return await _keep_or_delete(page, record)
    question = asked[0]
    written = page.desk.keeper.written([value.line for value in question.values])
    rows = [
        Row(
            str(at),
            str(at + 1),
            safe_line(choosing.value_word(network, question.field, value.value))[:MOST_OF_A_VALUE],
            choosing.told(written, [value.line]),
        )
        for at, value in enumerate(question.values)
    ]
    label = next((_(f.label) for f in FIELDS if f.name == question.field), question.field)
    title = _("{who} · {field}: which one?").format(field=label, who=page.naming(ids))
    answer = await page.ask(MenuDialog(title, rows))
    if answer is None:
        return None
    chosen = question.values[int(answer)].value
    return lambda network: choosing.decide(network, id_, question.field, chosen)


async def _keep_or_delete(page: PeoplePage, record: Record) -> Make | None:
    gone = choosing.deletions(record)
    when = choosing.told(page.desk.keeper.written(gone), gone)
    rows = [
        Row("keep", "k", _("keep"), _("and what was deleted along with it")),
        Row("delete", "d", _("delete"), when),
    ]
    title = _("{who} was deleted, and written about since").format(who=page.naming([record.id]))
    answer = await page.ask(MenuDialog(title, rows))
    if answer is None:
        return None
    if answer == "keep":
        return lambda network: people.restore(network, [record.id])
    return lambda network: people.remove(network, [record.id])


_ASK = {
    "note": _note,
    "pause": _pause,
    "let_go": _let_go,
    "take_back": _take_back,
    "answered": _answered,
    "cadence": _cadence,
    "deceased": _deceased,
    "choose": _choose,
    "merge": _merge,
}
