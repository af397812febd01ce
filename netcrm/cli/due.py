"""`netcrm due`: whom to reconnect with today, and why."""

from argparse import ArgumentParser, Namespace

from netcrm.cli import prompt
from netcrm.cli.documents import person_document
from netcrm.cli.output import line_width, say, say_columns, say_json, tell
from netcrm.cli.session import most_of, open_store, place_of, query_of, today_of
from netcrm.core.circle import circle_word
from netcrm.core.dates import ago, short_day
from netcrm.core.heat import heat_word
from netcrm.core.i18n import _, ngettext
from netcrm.core.reasons import band_word
from netcrm.core.standing import Standing


def due_arguments(parser: ArgumentParser) -> None:
    """Add what `netcrm due` takes."""
    parser.add_argument(
        "query",
        nargs="*",
        metavar="QUERY",
        help=_("words, and circle: tag: org: heat:>1 band:due since: for:sparring"),
    )
    parser.add_argument(
        "-n", type=int, metavar="N", help=_("at most N people (else the daily budget)")
    )
    parser.add_argument(
        "--all", action="store_true", help=_("everyone with a cadence, not just who is due")
    )
    parser.add_argument("--count", action="store_true", help=_("print how many, nothing else"))


def due(arguments: Namespace) -> int:
    """Print the review: its first people in order, and how many more there are."""
    most = most_of(arguments)
    today = today_of(arguments)
    sources = prompt.sources(place_of(arguments)) if arguments.count else ""
    store = open_store(arguments)
    try:
        network = store.network
        standings = network.standings(today)
        query = query_of(arguments, today)
        ids = query.select(network, standings.everyone if arguments.all else standings.queue)
        if arguments.count:
            say(str(len(ids)))
            if not (arguments.all or arguments.query or store.is_new):
                store.close()
                prompt.keep(store.place, today.isoformat(), len(ids), sources)
            return 0
        if most is None:
            most = len(ids) if arguments.all else max(0, network.rules.budget)
        shown = ids[:most]
        if arguments.json:
            say_json([person_document(network, network.contact(id), today) for id in shown])
            return 0
        say_columns((due_row(standings.of(id)) for id in shown), most=line_width())
        if len(ids) > len(shown):
            more = len(ids) - len(shown)
            tell(
                ngettext("and {n} more (--all, or -n)", "and {n} more (--all, or -n)", more).format(
                    n=more
                )
            )
        if network.rules.job_search and not query:
            from netcrm.core.search_steps import search_steps

            for words in search_steps(network, today):
                tell(_("for the search: {words}").format(words=words))
        if not ids:
            following = standings.next_due()
            if query or not len(network):
                tell(
                    _("nobody matches")
                    if len(network)
                    else _("nobody here yet: `netcrm add` or `netcrm import`")
                )
            elif following:
                name, day = network.name_of(following[0]), short_day(following[1], today)
                tell(_("everyone is up to date; next: {name}, {day}").format(name=name, day=day))
            else:
                tell(_("everyone is up to date"))
    finally:
        store.close()
    return 0


def due_row(standing: Standing) -> tuple[str, ...]:
    """Return a person of the review as columns: name, circles, silence, band, heat, reasons."""
    silence = "–" if standing.silence is None else ago(round(standing.silence))
    return (
        standing.contact.name,
        "/".join(map(circle_word, standing.contact.circles)) or _("unsorted"),
        silence,
        band_word(standing.band) if standing.band else "",
        "" if standing.heat is None else heat_word(standing.heat),
        " · ".join(standing.reasons),
    )
