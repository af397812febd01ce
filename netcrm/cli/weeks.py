"""The options `--weeks` and `-n` of the commands that tell of weeks and people."""

from argparse import ArgumentParser, Namespace

from netcrm.cli.session import most_of
from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _

MOST = 520


def week_arguments(parser: ArgumentParser, *, weeks: int, people: int) -> None:
    """Add the options; without them there are WEEKS weeks and PEOPLE people."""
    parser.add_argument(
        "-n", type=int, metavar="N", help=_("at most N people (else {n})").format(n=people)
    )
    parser.add_argument(
        "--weeks",
        type=int,
        default=weeks,
        metavar="N",
        help=_("the last N weeks (else {n})").format(n=weeks),
    )


def check_weeks(arguments: Namespace) -> None:
    """Raise BadInputError where a number makes no sense."""
    most_of(arguments)
    if not 1 <= arguments.weeks <= MOST:
        words = _("--weeks takes a number from 1 to {most}, not {n}")
        raise BadInputError(words.format(most=MOST, n=arguments.weeks))
