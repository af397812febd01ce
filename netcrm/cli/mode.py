"""`netcrm mode`: whether you look for a job, and the goals of the mode."""

from argparse import ArgumentParser, Namespace
from datetime import date

from netcrm.cli.output import say, say_json, tell
from netcrm.cli.session import open_store, today_of
from netcrm.core.changes import mode as changes
from netcrm.core.dates import short_day
from netcrm.core.goals import Progress, conversation_words, people_words, progress
from netcrm.core.i18n import _
from netcrm.core.profile import Mode
from netcrm.core.record import JSON


def mode_arguments(parser: ArgumentParser) -> None:
    """Add what `netcrm mode` takes."""
    parser.add_argument(
        "mode",
        nargs="?",
        choices=[*map(str, Mode)],
        metavar="job-search|peacetime",
        help=_("the mode to go on in; without one, say which it is"),
    )
    parser.add_argument(
        "--conversations",
        type=int,
        metavar="N",
        help=_("the goal: conversations a week, 0 for none"),
    )
    parser.add_argument(
        "--new-people", type=int, metavar="N", help=_("the goal: new people a month, 0 for none")
    )
    parser.epilog = _(
        "Job-search mode halves the cadence of the professional circle and brings dormant ties back "
        "into the review; each mode has its own goals."
    )


def mode(arguments: Namespace) -> int:
    """Say the mode and how far along its goals are; choose another, or other goals."""
    today = today_of(arguments)
    store = open_store(arguments)
    try:
        wanted = Mode(arguments.mode) if arguments.mode else None
        change = changes.change(
            store.network,
            wanted,
            today=today,
            conversations=arguments.conversations,
            new_people=arguments.new_people,
        )
        if change:
            store.write(change)
        now = progress(store.network, today)
        if arguments.json:
            say_json(mode_document(now))
        else:
            for line in mode_lines(now, today):
                say(line)
        if change:
            tell(change.what)
            tell(_("`netcrm undo` takes it back"))
    finally:
        store.close()
    return 0


def mode_document(now: Progress) -> dict[str, JSON]:
    """Return the mode as JSON has it; `since` is null where nobody chose it."""
    return {
        "mode": str(now.mode),
        "since": now.since.isoformat() if now.since else None,
        "goals": {"conversations": now.goals.conversations, "new_people": now.goals.new_people},
        "conversations": now.conversations,
        "new_people": now.new_people,
    }


def mode_lines(now: Progress, today: date) -> list[str]:
    """Return the mode, since when, and how far along the goals are."""
    word = _("job search") if now.mode is Mode.JOB_SEARCH else _("peacetime")
    lines = [word]
    if now.since:
        lines = [_("{mode} since {day}").format(mode=word, day=short_day(now.since, today))]
    if now.goals.conversations:
        lines.append("  " + conversation_words(now.conversations, now.goals.conversations))
    if now.goals.new_people:
        lines.append("  " + people_words(now.new_people, now.goals.new_people))
    return lines
