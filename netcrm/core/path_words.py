"""Why a path is proposed, in words: how warm, how strong, who works there, when they were last asked. No screen."""

from collections.abc import Iterator
from datetime import date

from netcrm.core.asks import WEEKS_APART
from netcrm.core.closeness import UNKNOWN, WORK
from netcrm.core.contact import Contact
from netcrm.core.dates import short_day
from netcrm.core.heat import heat_word
from netcrm.core.i18n import _, ngettext
from netcrm.core.network import Network
from netcrm.core.paths import Band, Path, Paths
from netcrm.core.reasons import band_word as heat_band_word
from netcrm.core.reasons import on
from netcrm.core.ties import Strength, tie_words


def band_word(band: Band) -> str:
    """Return the word for how good a path is, in the user's language."""
    return {Band.STRONG: _("strong"), Band.MODERATE: _("moderate"), Band.WEAK: _("weak")}[band]


def route(network: Network, path: Path) -> str:
    """Return a path as one reads it: `Bo Dahl → Karen Holm (sister)`."""
    names = [network.name_of(id) for id in path.hops]
    if len(names) > 1 and path.hows:
        names[-1] += f" ({', '.join(path.hows)})"
    return " → ".join(names)


def known_as(network: Network, path: Path) -> tuple[str, ...]:
    """Return for each hop how the one before knows them: you by circles, they in their words."""
    record = network.contacts.get(path.hops[0])
    circles = Contact(record).circles if record is not None else ()
    first = "/".join(circles)
    return (first,) if len(path.hops) == 1 else (first, ", ".join(path.hows))


def reasons(network: Network, found: Paths, path: Path, today: date) -> tuple[str, ...]:
    """Return why a path is where it is, what counts most first."""
    return tuple(_reasons(network, found, path, today))


def _reasons(network: Network, found: Paths, path: Path, today: date) -> Iterator[str]:
    first, last = network.name_of(path.hops[0]), network.name_of(path.target)
    yield from _at_work(path, last)
    yield _warm(path, first, today)
    yield _tie(path)
    if len(path.hops) > 1:
        yield _close(path, first, last)
    yield _asked(found, path, today)
    yield from _favour(found, path, first)


def _at_work(path: Path, last: str) -> Iterator[str]:
    if path.organisation and path.works_there:
        yield _("{name} works at {org} now").format(name=last, org=path.organisation)
    elif path.organisation:
        yield _("{name} worked at {org} before").format(name=last, org=path.organisation)


def _warm(path: Path, first: str, today: date) -> str:
    connector = path.connector
    if not connector.in_touch:
        return _("no touch with {name} noted yet").format(name=first)
    day = on(date.fromordinal(connector.last_day), today)
    if connector.band is None or connector.heat is None:
        return _("last touch with {name} {on_day}, no cadence").format(name=first, on_day=day)
    word = f"{heat_band_word(connector.band)} {heat_word(connector.heat)}"
    return _("{name}: {heat}, last touch {on_day}").format(name=first, heat=word, on_day=day)


def _tie(path: Path) -> str:
    tie = path.connector.tie
    words = tie_words(tie.word)
    if tie.word is Strength.DORMANT:
        return _("{tie}: once close, years ago").format(tie=words)
    return _("{tie} over the years").format(tie=words) if path.connector.in_touch else words


def _close(path: Path, first: str, last: str) -> str:
    if not path.hows:
        return _("how {first} and {last} know each other is not said").format(
            first=first, last=last
        )
    how = ", ".join(path.hows)
    if path.close >= WORK:
        return _("{first} and {last} are close ({how})").format(first=first, last=last, how=how)
    if path.close < UNKNOWN:
        return _("{first} and {last} are not close ({how})").format(first=first, last=last, how=how)
    return _("{first} and {last} know each other ({how})").format(first=first, last=last, how=how)


def _favour(found: Paths, path: Path, first: str) -> Iterator[str]:
    """Say where more was taken out than put in, or asked too often in a row; see `netcrm.core.account`."""
    account = found.connectors.balance(path.connector.id)
    if account.owes:
        yield _("you owe {name} a favour: {out} taken out, {put} put in").format(
            name=first, out=account.withdrawals, put=account.deposits
        )
    elif account.hint:
        yield account.hint
    elif account.withdrawals > account.deposits:
        yield _("you asked {name} more often than you gave: {out} to {put}").format(
            name=first, out=account.withdrawals, put=account.deposits
        )


def _asked(found: Paths, path: Path, today: date) -> str:
    asks = found.connectors.asks
    name, lately = path.connector.id, path.connector.asked
    if lately:
        weeks = asks.weeks_since(lately)
        if not weeks:
            return _(
                "asked {on_day} already: better let {apart} weeks pass between two asks"
            ).format(on_day=on(lately, today), apart=WEEKS_APART)
        return ngettext(
            "asked {on_day} already, {n} week ago: better let {apart} weeks pass between two asks",
            "asked {on_day} already, {n} weeks ago: better let {apart} weeks pass between two asks",
            weeks,
        ).format(on_day=on(lately, today), n=weeks, apart=WEEKS_APART)
    last = asks.last(name)
    if last:
        return _("last asked {day}").format(day=short_day(last, today))
    return _("not asked yet, as far as is noted")
