"""The insights as lines: a question, its picture, the number in a sentence; people have rows of their own."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from netcrm.core import insight_words as words
from netcrm.core.i18n import _, ngettext
from netcrm.core.insights import GROUPS, Insights
from netcrm.core.medium import medium_word
from netcrm.core.network import Network
from netcrm.tui import paint
from netcrm.tui.paint import Line
from netcrm.tui.widgets import insight_pictures as pictures
from netcrm.tui.widgets.words import name_word

LABEL = 14
_INDENT = "  "
_SUM = 6
_HIGH = 4
MOST = 12
"""People that are named under a question."""


class InsightRow(NamedTuple):
    """A line of the page; `person` is the id of the contact it is about, or empty."""

    key: str
    line: Line
    person: str = ""


def insight_rows(network: Network, facts: Insights, width: int) -> list[InsightRow]:
    """Return the page in lines of at most WIDTH cells."""
    rows: list[InsightRow] = []

    def put(lines: Iterable[Line]) -> None:
        for line in lines:
            rows.append(InsightRow(f"line {len(rows)}", line))

    put(_asked(_("How often am I in touch?"), words.touches_words(facts), width))
    put(_touches(facts, width))
    put(_asked(_("Am I keeping up?"), words.coverage_words(facts), width, first=False))
    put(_coverage(facts, width))
    put(_asked(_("Through what?"), words.media_words(facts), width, first=False))
    put(_media(facts, width))
    put(_asked(_("Who slips?"), words.drift_words(facts), width, first=False))
    for one in facts.drifting[:MOST]:
        told = f"{words.group_word(one.circle)} · {words.drift_reason(one)}"
        rows.append(_person("drifts", network, one.id, told, width))
    put(_more(len(facts.drifting), width))
    put(_asked(_("Who writes first?"), words.beginnings_words(facts), width, first=False))
    put(_beginnings(facts, width))
    for id, begun in facts.begun[:MOST]:
        rows.append(_person("begins", network, id, words.beginnings_reason(begun), width))
    put(_more(len(facts.begun), width))
    return rows


def _asked(question: str, answer: str, width: int, *, first: bool = True) -> Iterator[Line]:
    if not first:
        yield []
    yield [(paint.cut(question, width), paint.KEY)]
    for line in paint.wrap(answer, max(1, width - len(_INDENT))):
        yield [(_INDENT + line, paint.PLAIN)]


def _touches(facts: Insights, width: int) -> Iterator[Line]:
    """Yield the touches of each circle by week, on one scale, and how many there were."""
    most, each = pictures.fitted(facts.weeks, width - len(_INDENT) - LABEL - _SUM)
    weeks = facts.weeks[len(facts.weeks) - most :] if most > 0 else ()
    highest = max((max(week.touches.values()) for week in weeks), default=0)
    if not highest:
        return
    yield []
    for group in GROUPS:
        counts = [week.touches[group] for week in weeks]
        if not any(counts) and group not in GROUPS[:3]:
            continue
        yield [
            (_INDENT + paint.left(words.group_word(group), LABEL), paint.PLAIN),
            (pictures.blocks(counts, highest, each), paint.ACCENT),
            (
                paint.right(str(sum(week.touches[group] for week in facts.weeks)), _SUM),
                paint.STRONG,
            ),
        ]
    yield [(_INDENT + " " * LABEL + pictures.months(weeks, each), paint.QUIET)]


def _coverage(facts: Insights, width: int) -> Iterator[Line]:
    """Yield the share of people within their cadence by week as an area between none and all."""
    most, each = pictures.fitted(facts.weeks, width - len(_INDENT) - LABEL - _SUM)
    weeks = facts.weeks[len(facts.weeks) - most :] if most > 0 else ()
    if not any(week.people for week in weeks):
        return
    yield []
    rows = pictures.area([week.share for week in weeks], _HIGH, each)
    last = weeks[-1]
    for at, row in enumerate(rows):
        label = {0: words.percent(1, 1), _HIGH - 1: words.percent(0, 1)}.get(at, "")
        sums = words.percent(last.within, last.people) if at == _HIGH - 1 and last.people else ""
        yield [
            (_INDENT + paint.right(label, LABEL - 2) + "  ", paint.QUIET),
            (row, paint.ACCENT),
            (paint.right(sums, _SUM), paint.STRONG),
        ]
    yield [(_INDENT + " " * LABEL + pictures.months(weeks, each), paint.QUIET)]


def _media(facts: Insights, width: int) -> Iterator[Line]:
    rows = [(medium_word(use.medium), use.entries, words.use_word(use)) for use in facts.media]
    if rows:
        yield []
    for line in pictures.bars(rows, LABEL, width - len(_INDENT)):
        yield [(_INDENT, paint.PLAIN), *line]


def _beginnings(facts: Insights, width: int) -> Iterator[Line]:
    you, they, neither = facts.beginnings
    if not you + they + neither:
        return
    yield []
    rows = [(_("you"), you, ""), (_("they"), they, ""), (_("both at once"), neither, "")]
    for line in pictures.bars(rows, LABEL, width - len(_INDENT)):
        yield [(_INDENT, paint.PLAIN), *line]


def _person(kind: str, network: Network, id: str, told: str, width: int) -> InsightRow:
    name = name_word(network.name_of(id))
    who = min(26, max(8, (width - 4) // 3))
    line = [
        (paint.left(name, who) + _INDENT, paint.PLAIN),
        (paint.cut(paint.shown(told), max(1, width - who - 4 - len(_INDENT))), paint.QUIET),
    ]
    return InsightRow(f"{kind} {id}", line, id)


def _more(count: int, width: int) -> Iterator[Line]:
    if more := max(0, count - MOST):
        text = ngettext(
            "and {n} more: `netcrm stats -n {all}`", "and {n} more: `netcrm stats -n {all}`", more
        ).format(n=more, all=count)
        yield [(paint.cut(f"    {text}", width), paint.QUIET)]
