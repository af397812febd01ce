"""`netcrm account`: what was put into the network and what was taken out."""

from argparse import ArgumentParser, Namespace
from datetime import date
from itertools import dropwhile

from netcrm.cli.output import line_width, say, say_columns, say_json, tell
from netcrm.cli.session import most_of, open_store, today_of
from netcrm.cli.weeks import check_weeks, week_arguments
from netcrm.core.account import Balance, Week, account, balance, in_order
from netcrm.core.account_words import kinds_words, notes, sentence
from netcrm.core.anyone import find_contact
from netcrm.core.i18n import _, ngettext
from netcrm.core.network import Network
from netcrm.core.record import JSON

SHOWN = 20
WEEKS = 12
_BAR = 20


def account_of_arguments(parser: ArgumentParser) -> None:
    """Add what `netcrm account` takes."""
    parser.add_argument(
        "name", nargs="*", metavar="NAME", help=_("one person; else everybody together")
    )
    week_arguments(parser, weeks=WEEKS, people=SHOWN)
    parser.epilog = _(
        "Put in: touches, help, sparring, feedback, advice and introductions given, thanks, congratulations. "
        "Taken out: what you asked for, introductions and opportunities that came through somebody. "
        "`netcrm log --edit ID TEXT` with purpose:help-given and the like corrects an entry."
    )


def account_of(arguments: Namespace) -> int:
    """Print the account with somebody, or with all."""
    check_weeks(arguments)
    most = most_of(arguments)
    today = today_of(arguments)
    store = open_store(arguments)
    try:
        network = store.network
        if arguments.name:
            person = find_contact(network, " ".join(arguments.name))
            whole, people = (
                balance(network, person, today),
                {person: balance(network, person, today)},
            )
        else:
            all_of_them = account(network, today)
            whole = all_of_them.everybody
            people = {id: all_of_them.of(id) for id in in_order(network, today)}
        weeks = whole.weeks(today, arguments.weeks, network.rules)
        if arguments.json:
            say_json(_document(network, whole, dict([*people.items()][:most]), weeks))
            return 0
        if not whole.acts:
            tell(_("nothing is on the account yet: `netcrm log` fills it"))
            return 0
        _print(network, whole, people, weeks, one=bool(arguments.name), most=most, today=today)
    finally:
        store.close()
    return 0


def _print(
    network: Network,
    whole: Balance,
    people: dict[str, Balance],
    weeks: list[Week],
    *,
    one: bool,
    most: int | None,
    today: date,
) -> None:
    say(sentence(whole))
    for label, deposit in ((_("put in"), True), (_("taken out"), False)):
        if words := kinds_words(whole, deposit=deposit):
            say(f"  {label}: {words}")
    for word in notes(whole, today) if one else ():
        say(f"  {word}")
    say()
    weeks = [*dropwhile(lambda week: not (week.deposits or week.withdrawals), weeks)]
    highest = max((1, *(max(week.deposits, week.withdrawals) for week in weeks)))
    say_columns(
        (
            "  " + week.name,
            _bar(week.deposits, highest, "+"),
            _bar(week.withdrawals, highest, "-"),
        )
        for week in weeks
    )
    if one:
        return
    shown = [*people][: SHOWN if most is None else most]
    say()
    say_columns(
        (
            (network.name_of(id), sentence(people[id]), " · ".join(notes(people[id], today)))
            for id in shown
        ),
        most=line_width(),
    )
    if more := len(people) - len(shown):
        tell(ngettext("and {n} more (-n)", "and {n} more (-n)", more).format(n=more))


def _bar(count: int, highest: int, sign: str) -> str:
    """Return a count and as many signs, fewer where they would not fit."""
    signs = count if highest <= _BAR else -(-count * _BAR // highest)
    return f"{sign}{count} {sign * signs}" if count else ""


def _document(
    network: Network, whole: Balance, people: dict[str, Balance], weeks: list[Week]
) -> dict[str, JSON]:
    return {
        **_sums(whole),
        "people": [
            {
                "id": id,
                "name": network.name_of(id),
                **_sums(one),
                "last_asked": one.last_asked.isoformat() if one.last_asked else None,
                "unthanked_since": one.unthanked.isoformat() if one.unthanked else None,
                "hint": one.hint or None,
            }
            for id, one in people.items()
        ],
        "weeks": [
            {
                "week": week.name,
                "start": week.first.isoformat(),
                "deposits": week.deposits,
                "withdrawals": week.withdrawals,
            }
            for week in weeks
        ],
    }


def _sums(one: Balance) -> dict[str, JSON]:
    return {
        "deposits": one.deposits,
        "withdrawals": one.withdrawals,
        "kinds": {
            "deposits": {**one.kinds(deposit=True)},
            "withdrawals": {**one.kinds(deposit=False)},
        },
    }
