"""What a captured line will write, in one line of words, before it is written and after."""

from datetime import date

from netcrm.core.capture.model import Capture, Knows, Promise, Promoted
from netcrm.core.dates import full_day, short_day
from netcrm.core.i18n import _
from netcrm.core.medium import FULL, HALF, medium_word
from netcrm.core.purpose import purpose_word
from netcrm.core.text import safe_line


def describe(capture: Capture, today: date) -> str:
    """Return the problems of CAPTURE, then medium and weight, people, day and all else it writes.

    Safe for a screen; the parts are set apart by middle dots.
    """
    new = _("{name} (new)")
    known = {one.words: _promoted(one) for one in capture.promoted}
    who = [
        known.get(o) or new.format(name=o) if isinstance(o, str) else o.name for o in capture.named
    ]
    parts = [problem.message for problem in capture.problems]
    parts += [_touch(capture), ", ".join(who), _day(capture, today)]
    parts += [f"#{tag}" for tag in capture.tags]
    parts.append(f"/{capture.organisation}" if capture.organisation else "")
    via = capture.via.name if capture.via else capture.via_new
    if capture.via_new and not capture.via:
        via = known.get(via) or new.format(name=via)
    circle = capture.circle.value if capture.circle else ""
    for words, value in (
        (_("place: {value}"), capture.place),
        (_("purpose: {value}"), purpose_word(capture.purpose)),
        (_("circle: {value}"), circle),
        (_("via {value}"), via),
    ):
        parts.append(words.format(value=value) if value else "")
    parts += [_knows(one) for one in capture.knows]
    parts += [_promise(promise, today) for promise in capture.promises]
    return safe_line(" · ".join(part for part in parts if part))


def _touch(capture: Capture) -> str:
    if capture.medium_from == "unknown":
        return ""
    weight = capture.weight
    if weight == FULL:
        words = _("{medium} (full)")
    elif weight == HALF:
        words = _("{medium} (half)")
    elif not capture.answered:
        words = _("{medium} (weak, no reply yet)")
    elif weight:
        words = _("{medium} (weak)")
    else:
        words = _("{medium} (no touch)")
    if capture.medium_from == "last":
        words = _("{touch}, as last time").format(touch=words)
    return words.format(medium=medium_word(capture.medium))


def _day(capture: Capture, today: date) -> str:
    day = full_day(capture.date, today)
    return _("planned for {day}").format(day=day) if capture.planned else day


def _promoted(one: Promoted) -> str:
    if one.via:
        return _("{name} (a contact now, via {via})").format(name=one.name, via=one.via)
    return _("{name} (a contact now)").format(name=one.name)


def _knows(said: Knows) -> str:
    person, other = (o if isinstance(o, str) else o.name for o in (said.person, said.other))
    other = said.found_name or other
    is_new = isinstance(said.other, str) and not said.found
    about = [_("new") if is_new else "", said.organisation, said.how]
    words = _("{name} knows {other}").format(name=person, other=other)
    told = ", ".join(filter(None, about))
    return words + (f" ({told})" if told else "")


def _promise(promise: Promise, today: date) -> str:
    if promise.due is None:
        return _("promise: {text}").format(text=promise.text)
    due = short_day(promise.due, today)
    return _("promise: {text} ({day})").format(text=promise.text, day=due)
