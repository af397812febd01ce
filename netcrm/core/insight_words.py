"""The insights in words, for the shell and the app: a question, and the number in a sentence. Never a reproach."""

from netcrm.core.circle import Circle
from netcrm.core.i18n import _, ngettext
from netcrm.core.insights import QUIET, Beginnings, Drift, Insights, MediumUse
from netcrm.core.medium import medium_word

LATELY = 4
"""The weeks that are set beside the year."""


def group_word(group: str) -> str:
    """Return the word for a circle, or for who is in none."""
    words = {
        str(Circle.FAMILY): _("family"),
        str(Circle.FRIENDS): _("friends"),
        str(Circle.PROFESSIONAL): _("professional"),
    }
    return words.get(group, _("unsorted"))


def percent(part: int, whole: int) -> str:
    """Return a share in percent, rounded, so that only the whole is 100 and only nothing is 0."""
    share = round(100 * part / whole)
    if 0 < part < whole:
        share = min(max(share, 1), 99)
    return _("{n} %").format(n=share)


def per_week(count: int, weeks: int) -> str:
    """Return how many a week, to one decimal."""
    return f"{count / weeks:.1f}"


def touches_words(facts: Insights) -> str:
    """Return how many touches there were, and how many a week lately."""
    weeks, lately = facts.weeks, facts.weeks[-LATELY:]
    words = ngettext(
        "{n} touch in {weeks} weeks: {rate} a week, and {recent} a week in the last {lately}.",
        "{n} touches in {weeks} weeks: {rate} a week, and {recent} a week in the last {lately}.",
        facts.touches,
    )
    return words.format(
        n=facts.touches,
        weeks=len(weeks),
        rate=per_week(facts.touches, len(weeks)),
        lately=len(lately),
        recent=per_week(sum(week.total for week in lately), len(lately)),
    )


def coverage_words(facts: Insights) -> str:
    """Return how many are within their cadence now, and what share were before."""
    first, last = facts.weeks[0], facts.weeks[-1]
    if not last.people:
        return _("Nobody has a cadence yet.")
    words = ngettext(
        "{n} of {people} person is within their cadence ({share})",
        "{n} of {people} people are within their cadence ({share})",
        last.people,
    ).format(n=last.within, people=last.people, share=percent(last.within, last.people))
    if len(facts.weeks) == 1 or not first.people:
        return words + "."
    before = _("{weeks} weeks ago it was {n} of {people} ({share})").format(
        n=first.within,
        people=first.people,
        weeks=len(facts.weeks) - 1,
        share=percent(first.within, first.people),
    )
    return f"{words}; {before}."


def media_words(facts: Insights) -> str:
    """Return which medium was used most, and how much waited in vain for an answer."""
    if not facts.media:
        return _("Nothing was logged in these weeks.")
    entries = sum(use.entries for use in facts.media)
    unanswered = sum(use.unanswered for use in facts.media)
    most = facts.media[0]
    words = _("Mostly {medium}: {n} of {all} ({share}).").format(
        medium=medium_word(most.medium),
        n=most.entries,
        all=entries,
        share=percent(most.entries, entries),
    )
    if unanswered:
        words += " " + unanswered_words(unanswered) + "."
    return words


def unanswered_words(count: int) -> str:
    """Return how many got no answer."""
    return ngettext("{n} without an answer", "{n} without an answer", count).format(n=count)


def drift_words(facts: Insights) -> str:
    """Return how many are silent for longer than is usual between you."""
    count = len(facts.drifting)
    if not count:
        return _("Nobody: no silence is long for what is usual between you.")
    return ngettext(
        "With {n} person it has been long for what is usual between you.",
        "With {n} people it has been long for what is usual between you.",
        count,
    ).format(n=count)


def drift_reason(drift: Drift) -> str:
    """Return what is usual with somebody, and what it is now."""
    return _("usually every {usual} d, now {silence} d").format(
        usual=round(drift.rhythm), silence=int(drift.silence)
    )


def beginnings_words(facts: Insights) -> str:
    """Return who began after a silence, as far as the log says."""
    you, they, neither = facts.beginnings
    if not you + they + neither:
        return _("Nobody: nothing began in these weeks.")
    words = _("After more than {days} days of silence").format(days=QUIET)
    if you + they:
        began = _("you wrote first {you} ×, they {they} ×").format(you=you, they=they)
    else:
        began = _("the log names nobody who wrote first")
    if not neither:
        return f"{words} {began}."
    both = _("{n} × you met, talked or wrote both").format(n=neither)
    return f"{words} {began}; {both}."


def beginnings_reason(one: Beginnings) -> str:
    """Return who began with somebody."""
    return _("you {you} ×, they {they} ×").format(you=one.you, they=one.they)


def use_word(use: MediumUse) -> str:
    """Return how often a medium was used, in words beside its name."""
    return unanswered_words(use.unanswered) if use.unanswered else ""
