"""`netcrm who`: who can get you into an organisation or to a person; without a name, whom to meet."""

from argparse import ArgumentParser, Namespace
from datetime import date

from netcrm.cli.output import line_width, say, say_json, tell
from netcrm.cli.session import most_of, open_store, today_of
from netcrm.core.destination import Kind, destinations
from netcrm.core.i18n import _, ngettext
from netcrm.core.network import Network
from netcrm.core.path_words import band_word, known_as, reasons, route
from netcrm.core.paths import Path, Paths, paths
from netcrm.core.record import JSON
from netcrm.core.whom_to_meet import Meeting, meeting_reasons, new_places, whom_to_meet
from netcrm.core.workplaces import aliases

MOST = 10
_BAND = 10
_PLACES = 5


def who_arguments(parser: ArgumentParser) -> None:
    """Add what `netcrm who` takes."""
    parser.add_argument(
        "name",
        nargs="*",
        metavar="ORG-or-NAME",
        help=_("an organisation or a person; without one, whom to meet"),
    )
    parser.add_argument(
        "-n", type=int, metavar="N", help=_("at most N paths (else {n})").format(n=MOST)
    )
    parser.add_argument("--all", action="store_true", help=_("all paths"))
    parser.epilog = _("example: netcrm who 'Novo Nordisk'")


def who(arguments: Namespace) -> int:
    """Print the paths that lead there, the best first, each with its reasons."""
    wanted = most_of(arguments)
    today = today_of(arguments)
    store = open_store(arguments)
    try:
        network = store.network
        name = " ".join(arguments.name)
        most = None if arguments.all else MOST if wanted is None else wanted
        if name.strip():
            _lead(network, name, today, most, as_json=arguments.json)
        else:
            _meet(network, today, most, as_json=arguments.json)
    finally:
        store.close()
    return 0


def _lead(network: Network, name: str, today: date, most: int | None, *, as_json: bool) -> None:
    """Print the paths to an organisation or a person."""
    there = destinations(network).find(name)
    found = paths(network, today)
    is_org = there.kind is Kind.ORGANISATION
    key_of = aliases(network).key_of
    if is_org and key_of(name) != key_of(there.name):
        tell(_("“{typed}” is taken for {name}").format(typed=name, name=there.name))
    ranked = found.to_organisation(there.id) if is_org else found.to_person(there.id)
    shown = ranked[:most]
    found.connectors.prepare_balances({path.connector.id for path in shown})
    if as_json:
        say_json([path_document(network, found, path, today) for path in shown])
    elif ranked:
        for path in shown:
            _say_path(network, path, reasons(network, found, path, today))
        _tell_more(len(ranked), most)
        best = next((path for path in shown if len(path.hops) > 1), None)
        if best is not None:
            words = _("`netcrm introductions ask '{first}' '{last}'` notes that you asked")
            first, last = map(network.name_of, best.hops)
            tell(words.format(first=first, last=last))
    else:
        tell(_("nobody you know leads to {name} yet").format(name=there.name))
        tell(_("`netcrm knows` says who knows whom"))


def _meet(network: Network, today: date, most: int | None, *, as_json: bool) -> None:
    """Print whom to meet."""
    found = paths(network, today)
    meetings = whom_to_meet(network, found)
    shown = meetings[:most]
    found.connectors.prepare_balances({one.path.connector.id for one in shown})
    if as_json:
        say_json([meeting_document(network, found, one, today) for one in shown])
        return
    places = new_places(network, meetings)
    if places:
        names = " · ".join(place.name for place in places[:_PLACES])
        more = f" … (+{len(places) - _PLACES})" if len(places) > _PLACES else ""
        say(_("where you know nobody yet: {names}").format(names=names + more))
        say()
    for meeting in shown:
        _say_path(network, meeting.path, meeting_reasons(network, found, meeting, today))
    if meetings:
        _tell_more(len(meetings), most)
    else:
        tell(_("nobody to meet yet: `netcrm knows` says whom your contacts know"))


def _say_path(network: Network, path: Path, why: tuple[str, ...]) -> None:
    """Print a path: its band and its people, and below them why."""
    margin = " " * _BAND
    say(f"{band_word(path.band):<{_BAND}}{route(network, path)}")
    width = line_width()
    if width is None:
        say(margin + " · ".join(why))
        return
    line = ""
    for reason in why:
        if line and len(line) + 3 + len(reason) > width - _BAND:
            say(margin + line)
            line = ""
        line = f"{line} · {reason}" if line else reason
    say(margin + line)


def _tell_more(count: int, most: int | None) -> None:
    if most is not None and count > most:
        more = count - most
        words = ngettext("and {n} more (--all, or -n)", "and {n} more (--all, or -n)", more)
        tell(words.format(n=more))


def path_document(network: Network, found: Paths, path: Path, today: date) -> dict[str, JSON]:
    """Return a path; `how` says how the one before knows each hop, you by circles."""
    last = found.connectors.asks.last(path.connector.id)
    hops = zip(path.hops, known_as(network, path), strict=True)
    return {
        "band": str(path.band),
        "organisation": path.organisation or None,
        "hops": [{"id": id, "name": network.name_of(id), "how": how} for id, how in hops],
        "reasons": [*reasons(network, found, path, today)],
        "last_asked": last.isoformat() if last else None,
        "works_there": path.works_there,
        "worth": path.worth,
        "tie": str(path.connector.tie.word),
        "heat": path.connector.heat,
    }


def meeting_document(
    network: Network, found: Paths, meeting: Meeting, today: date
) -> dict[str, JSON]:
    """Return somebody to meet: the best path, and what speaks for it beside that."""
    document = path_document(network, found, meeting.path, today)
    document["reasons"] = [*meeting_reasons(network, found, meeting, today)]
    document["new_place"] = meeting.is_new_place
    document["others"] = meeting.others
    document["opportunities"] = [*meeting.roles]
    return document
