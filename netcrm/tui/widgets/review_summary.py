"""The end of a review: what was done with whom, who is next and when. It counts nothing that was not done."""

from collections.abc import Iterator, Sequence
from datetime import date

from netcrm.core.dates import short_day
from netcrm.core.i18n import _, ngettext
from netcrm.core.network import Network
from netcrm.tui import paint
from netcrm.tui.paint import Line, Piece
from netcrm.tui.widgets.words import name_word

LABEL = 9

Done = tuple[str, str, str]
"""What was done in a review: the words of the change, its kind, the id of the contact."""


def review_summary(
    network: Network, today: date, done: Sequence[Done], *, more: int, width: int
) -> list[Line]:
    """Return the lines of the summary, none wider than WIDTH cells; MORE are those the budget left out."""
    standings = network.standings(today)
    lines: list[Line] = [
        [(_headline(done, nobody=not (done or more or standings.queue)), paint.STRONG)]
    ]
    lines += [[]]
    for label, names in _who(network, done):
        for number, words in enumerate(paint.wrap(", ".join(names), width - LABEL, most=2)):
            head = paint.left("" if number else label, LABEL)
            lines.append([(head, paint.QUIET), (words, paint.PLAIN)])
    if len(lines) > 2:
        lines.append([])
    if more:
        lines.append([*_waiting(more)])
    elif waiting := len(standings.queue):
        words = ngettext(
            "{n} person can wait for another day.", "{n} people can wait for another day.", waiting
        )
        lines.append([(words.format(n=waiting), paint.PLAIN)])
    if network.rules.job_search:
        from netcrm.core.search_steps import search_steps

        for step in search_steps(network, today):
            words = _("For the search: {words}").format(words=step)
            lines += [[(line, paint.PLAIN)] for line in paint.wrap(words, width)]
    if upcoming := standings.next_due():
        name, day = name_word(network.name_of(upcoming[0])), short_day(upcoming[1], today)
        words = _("Next: {name}, {day}.").format(name=name, day=day)
        lines += [[(line, paint.PLAIN)] for line in paint.wrap(words, width)]
    return lines


def _headline(done: Sequence[Done], *, nobody: bool) -> str:
    kinds = [kind for _what, kind, _person in done]
    logged, snoozed, skipped = (kinds.count(kind) for kind in ("logged", "snoozed", "skipped"))
    other = len(kinds) - logged - snoozed - skipped
    parts = [
        (logged, ngettext("{n} logged", "{n} logged", logged)),
        (snoozed, ngettext("{n} snoozed", "{n} snoozed", snoozed)),
        (skipped, ngettext("{n} skipped", "{n} skipped", skipped)),
        (other, ngettext("{n} more change", "{n} more changes", other)),
    ]
    said = " · ".join(words.format(n=count) for count, words in parts if count)
    if nobody:
        return _("Nobody is due. Everyone is up to date.")
    return said or _("Nothing was written.")


def _who(network: Network, done: Sequence[Done]) -> Iterator[tuple[str, list[str]]]:
    """Yield for each kind of what was done its word and the names, each once."""
    for kind, word in (
        ("logged", _("logged")),
        ("snoozed", _("snoozed")),
        ("skipped", _("skipped")),
    ):
        ids = dict.fromkeys(person for _what, its, person in done if its == kind)
        if ids:
            yield word, [name_word(network.name_of(id)) for id in ids]


def _waiting(more: int) -> Iterator[Piece]:
    words = ngettext("{n} more is waiting:", "{n} more are waiting:", more).format(n=more)
    yield f"{words} ", paint.PLAIN
    yield "r", paint.KEY
    yield _(" goes on, or tomorrow does."), paint.PLAIN
