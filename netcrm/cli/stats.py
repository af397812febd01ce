"""`netcrm stats`: the numbers behind the pictures of the app."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from netcrm.cli.output import line_width, say, say_columns, say_json, tell
from netcrm.cli.session import open_store, today_of
from netcrm.cli.weeks import check_weeks, week_arguments
from netcrm.core import insight_words as words
from netcrm.core.i18n import _, ngettext
from netcrm.core.insights import GROUPS, QUIET, WEEKS, Beginnings, Insights, Week, insights
from netcrm.core.medium import medium_word
from netcrm.core.network import Network
from netcrm.core.record import JSON

SHOWN = 12
_TOGETHER = 4


def stats_arguments(parser: ArgumentParser) -> None:
    """Add what `netcrm stats` takes."""
    week_arguments(parser, weeks=WEEKS, people=SHOWN)
    parser.epilog = _(
        "A touch is an entry seen from one person; who is in several circles counts in the first. "
        "Who is within their cadence is worked out for the end of each week from the log, with the "
        "circles and cadences of today. Wrote first: the first touch after more than {days} days."
    ).format(days=QUIET)


def stats(arguments: Namespace) -> int:
    """Print what a year of the log says."""
    check_weeks(arguments)
    store = open_store(arguments)
    try:
        network = store.network
        facts = insights(network, today_of(arguments), arguments.weeks)
        if arguments.json:
            say_json(_document(network, facts, arguments.n))
        elif not len(network):
            tell(_("there is nobody yet: `netcrm add` or `netcrm log` brings somebody"))
        else:
            _print(network, facts, SHOWN if arguments.n is None else arguments.n)
    finally:
        store.close()
    return 0


def _print(network: Network, facts: Insights, most: int) -> None:
    _ask(_("How often am I in touch?"), words.touches_words(facts))
    _ask(_("Am I keeping up?"), words.coverage_words(facts))
    say_columns(_weeks(facts))
    _ask(_("Through what?"), words.media_words(facts))
    say_columns(
        ("  " + medium_word(use.medium), str(use.entries), words.use_word(use))
        for use in facts.media
    )
    _ask(_("Who slips?"), words.drift_words(facts))
    _people(
        [
            (network.name_of(one.id), words.group_word(one.circle), words.drift_reason(one))
            for one in facts.drifting
        ],
        most,
    )
    _ask(_("Who writes first?"), words.beginnings_words(facts))
    _people(
        [(network.name_of(id), "", words.beginnings_reason(one)) for id, one in facts.begun], most
    )


def _ask(question: str, answer: str) -> None:
    if question != _("How often am I in touch?"):
        say()
    say(question)
    say("  " + answer)


def _weeks(facts: Insights) -> Iterator[tuple[str, ...]]:
    """Yield a row for each four weeks, the latest last: touches by circle, and who was within cadence."""
    shown = [group for group in GROUPS if any(week.touches[group] for week in facts.weeks)]
    yield (
        "  " + _("weeks"),
        *map(words.group_word, shown),
        _("in all"),
        _("within their cadence"),
    )
    over = len(facts.weeks) % _TOGETHER
    starts = [*([0] if over else []), *range(over, len(facts.weeks), _TOGETHER)]
    for at, start in enumerate(starts):
        end = starts[at + 1] if at + 1 < len(starts) else len(facts.weeks)
        part = facts.weeks[start:end]
        last = part[-1]
        yield (
            "  " + (last.name if len(part) == 1 else f"{part[0].name} – {last.name}"),
            *(str(sum(week.touches[group] for week in part)) for group in shown),
            str(sum(week.total for week in part)),
            _within(last),
        )


def _within(week: Week) -> str:
    if not week.people:
        return ""
    return _("{n} of {all} ({share})").format(
        n=week.within, all=week.people, share=words.percent(week.within, week.people)
    )


def _people(rows: list[tuple[str, str, str]], most: int) -> None:
    say_columns((("  " + name, *rest) for name, *rest in rows[:most]), most=line_width())
    if more := len(rows) - len(rows[:most]):
        tell(ngettext("and {n} more (-n)", "and {n} more (-n)", more).format(n=more))


def _document(network: Network, facts: Insights, most: int | None) -> dict[str, JSON]:
    return {
        "today": facts.today.isoformat(),
        "touches": facts.touches,
        "weeks": [
            {
                "week": week.name,
                "start": week.first.isoformat(),
                "touches": {str(group): count for group, count in week.touches.items()},
                "ends": week.ends.isoformat(),
                "within": week.within,
                "people": week.people,
            }
            for week in facts.weeks
        ],
        "media": [
            {"medium": str(use.medium), "entries": use.entries, "unanswered": use.unanswered}
            for use in facts.media
        ],
        "drifting": [
            {
                "id": one.id,
                "name": network.name_of(one.id),
                "circle": str(one.circle),
                "silence_days": one.silence,
                "rhythm_days": one.rhythm,
                "cadence_days": one.cadence,
                "heat": one.heat,
            }
            for one in facts.drifting[:most]
        ],
        "first": {
            "after_days": QUIET,
            **_counts(facts.beginnings),
            "people": [
                {"id": id, "name": network.name_of(id), **_counts(one)}
                for id, one in facts.begun[:most]
            ],
        },
    }


def _counts(one: Beginnings) -> dict[str, JSON]:
    return {"you": one.you, "they": one.they, "neither": one.neither}
