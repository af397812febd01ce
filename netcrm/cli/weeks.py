"""The options `--weeks` and `-n` of the commands that tell of weeks and people."""

from argparse import ArgumentParser, Namespace

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
    if arguments.n is not None and arguments.n < 0:
        raise BadInputError(_("-n takes a number from 0 up, not {n}").format(n=arguments.n))
    if not 1 <= arguments.weeks <= MOST:
        words = _("--weeks takes a number from 1 to {most}, not {n}")
        raise BadInputError(words.format(most=MOST, n=arguments.weeks))
