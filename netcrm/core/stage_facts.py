"""All there is to say of an opportunity or an introduction, as labels and texts; both faces show the same. Pure."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from netcrm.core import introduction_stages, opportunity_stages
from netcrm.core.changes.steps import INTRODUCTION, OPPORTUNITY, open_steps
from netcrm.core.dates import short_day
from netcrm.core.follow_up import FollowUp
from netcrm.core.i18n import _, ngettext
from netcrm.core.introduction import Introduction
from netcrm.core.network import Network
from netcrm.core.opportunity import Opportunity
from netcrm.core.opportunity_people import Help, who_can_help, who_helped
from netcrm.core.opportunity_stages import title_of
from netcrm.core.relation_words import how_words
from netcrm.core.who_knows_whom import Link, who_knows_whom

Fact = tuple[str, str]
"""A label and a text."""

_MOST_HELPERS = 12


def opportunity_facts(network: Network, one: Opportunity, today: date) -> Iterator[Fact]:
    """Yield what there is to say of an opportunity: stages, next step, who brought it, who can help."""
    word = opportunity_stages.stage_word
    stage = word(one.stage)
    yield _("stage"), _staying(one.history, stage, today) if one.is_open else stage
    steps = [*_next_steps(network, OPPORTUNITY, one.id, today)]
    if one.next and not any(text.startswith(one.next) for _label, text in steps):
        steps.insert(0, (_("next"), one.next))
    if one.is_open and not steps:
        steps.append((_("next"), _("nothing is noted")))
    yield from steps
    yield _("history"), _told(((word(stage), day) for stage, day in one.history), today)
    brought = network.name_of(one.via) or one.source
    yield _("from"), brought or _("not said")
    helped = [network.name_of(id) for id in who_helped(network, one) if id != one.via]
    if helped:
        yield _("helped"), ", ".join(helped)
    for introduction in map(Introduction, network.introductions.values()):
        if introduction.opportunity == one.id and not introduction.is_of_one:
            stage = introduction_stages.stage_word(introduction.stage)
            yield _("introduction"), f"{_both(network, introduction)}: {stage}"
    can_help = who_can_help(network, one)
    if can_help:
        texts = [_helper(network, help) for help in can_help[:_MOST_HELPERS]]
        more = len(can_help) - _MOST_HELPERS
        if more > 0:
            texts.append(ngettext("{n} more", "{n} more", more).format(n=more))
        yield _("can help"), " · ".join(texts)
    else:
        yield _("can help"), _("you know nobody there yet")
    yield _("link"), one.link
    yield _("note"), one.note


def introduction_facts(network: Network, one: Introduction, today: date) -> Iterator[Fact]:
    """Yield what there is to say of an introduction: stages, next step, what for, how the two know each other."""
    word = introduction_stages.stage_word
    owed = _("you owe thanks") if introduction_stages.is_owed(one) else word(one.stage)
    is_open = introduction_stages.next_stages(one)
    yield _("stage"), _staying(one.history, owed, today) if is_open else owed
    yield from _next_steps(network, INTRODUCTION, one.id, today)
    yield _("history"), _told(((word(stage), day) for stage, day in one.history), today)
    yield _("about"), one.about
    record = network.opportunities.get(one.opportunity)
    yield _("for"), title_of(Opportunity(record)) if record is not None else ""
    link = Link(one.to, who_knows_whom(network).between(one.connector, one.to))
    yield _("they are"), ", ".join(how_words(link, one.connector))


def _staying(history: tuple[tuple[StrEnum, date], ...], word: str, today: date) -> str:
    """Return a stage and for how many days it has been that."""
    if not history:
        return word
    days = (today - history[-1][1]).days
    if days <= 0:
        return _("{stage}, since today").format(stage=word)
    return ngettext("{stage}, for {n} day", "{stage}, for {n} days", days).format(
        stage=word, n=days
    )


def _told(history: Iterable[tuple[str, date]], today: date) -> str:
    return " → ".join(f"{word} {short_day(day, today)}" for word, day in history)


def _next_steps(network: Network, field: str, id: str, today: date) -> Iterator[Fact]:
    for step in map(FollowUp, open_steps(network, field, id)):
        due = short_day(step.due, today) if step.due else _("some day")
        yield _("next"), f"{step.text} ({due})"


def _both(network: Network, introduction: Introduction) -> str:
    connector, to = network.name_of(introduction.connector), network.name_of(introduction.to)
    return f"{connector or '?'} → {to or '?'}"


def _helper(network: Network, help: Help) -> str:
    name = network.name_of(help.id)
    if help.before:
        return _("{name} (was there)").format(name=name)
    if help.through:
        through = ", ".join(map(network.name_of, help.through))
        return _("{name} (through {names})").format(name=name, names=through)
    return name
