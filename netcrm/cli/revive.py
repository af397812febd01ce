"""`netcrm revive`: dormant ties worth taking up again, and what to begin with."""

from argparse import ArgumentParser, Namespace

from netcrm.cli.documents import person_document
from netcrm.cli.output import line_width, say_columns, say_json, tell
from netcrm.cli.session import most_of, open_store, today_of
from netcrm.core.i18n import _, ngettext
from netcrm.core.revive import revivals

SHOWN = 20


def revive_arguments(parser: ArgumentParser) -> None:
    """Add what `netcrm revive` takes."""
    parser.add_argument(
        "-n", type=int, metavar="N", help=_("at most N people (else {n})").format(n=SHOWN)
    )


def revive(arguments: Namespace) -> int:
    """Print the dormant professional ties, the strongest first, with why and an opener."""
    most = most_of(arguments)
    today = today_of(arguments)
    store = open_store(arguments)
    try:
        network = store.network
        found = revivals(network, today)
        if most is None:
            most = len(found) if arguments.json else SHOWN
        shown = found[:most]
        if arguments.json:
            say_json(
                [
                    {
                        **person_document(network, network.contact(one.id), today),
                        "tie": {"strength": one.tie.strength, "word": str(one.tie.word)},
                        "why": [*one.why],
                        "shared_workplaces": [*one.shared],
                        "opener": one.opener or None,
                    }
                    for one in shown
                ]
            )
            return 0
        say_columns(
            (
                (network.name_of(one.id), " · ".join(filter(None, (one.opener, *one.why))))
                for one in shown
            ),
            most=line_width(),
        )
        if more := len(found) - len(shown):
            tell(ngettext("and {n} more (-n)", "and {n} more (-n)", more).format(n=more))
        if not found:
            tell(_("no tie lies dormant: nobody to revive"))
        elif not network.profile.workplaces:
            tell(_("`netcrm discover` asks where you have worked: what you share makes an opener"))
    finally:
        store.close()
    return 0
