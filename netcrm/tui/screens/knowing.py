"""Asking whom a contact knows, and writing it: for the page of the contact."""

from netcrm.core.acquaintance import Acquaintance
from netcrm.core.changes import knowing
from netcrm.core.changes.promoting import promote
from netcrm.core.contact import as_text
from netcrm.core.i18n import _
from netcrm.core.network import Network
from netcrm.core.record import JSON, Change, together
from netcrm.core.relation_words import link_words
from netcrm.core.text import clean
from netcrm.core.who_knows_whom import who_knows_whom
from netcrm.tui.screens.dialogs.acquaintance_form import AcquaintanceForm
from netcrm.tui.screens.people import PeoplePage


async def say_whom(page: PeoplePage, contact_id: str) -> str:
    """Ask whom a contact knows; return the id of that one, or nothing."""
    name = page.network.name_of(contact_id)
    typed = await page.ask(AcquaintanceForm(_("Whom does {name} know?").format(name=name)))
    if typed is None:
        return ""
    network = page.desk.network
    values: dict[str, JSON] = {f: typed[f] for f in ("org", "title", "note") if typed.get(f)}
    known = knowing.knows(
        network,
        contact_id,
        as_text(typed.get("name")),
        hows=_parted(as_text(typed.get("how"))),
        values=values,
        today=page.today,
    )
    change = known.change
    said = change.what + (f" · {known.note}" if known.note else "")
    return known.other if page.act(lambda: change, said=said) else ""


async def edit(page: PeoplePage, contact_id: str, other: str) -> None:
    """Ask what is to be said of somebody whom a contact knows, and write it."""
    seen = page.network
    record = seen.acquaintances.get(other) if other not in seen.contacts else None
    mine = [r for r in who_knows_whom(seen).between(contact_id, other) if r.person == contact_id]
    texts = {"how": clean(", ".join(dict.fromkeys(one.how for one in mine if one.how)))}
    title = _("{name} and {other}").format(name=seen.name_of(contact_id), other=seen.name_of(other))
    if record is not None:
        known = Acquaintance(record)
        texts |= {field: clean(as_text(record.fields.get(field))) for field in ("org", "title")}
        texts |= {"name": clean(known.name), "note": clean(known.note, one_line=False)}
        title = _("{name} · known through {names}").format(
            name=known.name, names=_through(seen, other)
        )
    typed = await page.ask(AcquaintanceForm(title, texts))
    if typed is None:
        return
    fields = {field: value for field, value in typed.items() if field != "how"}

    def change() -> Change:
        done = [knowing.edit(seen, other, fields)] if fields else []
        if "how" in typed:
            hows = _parted(as_text(typed["how"]))
            done.append(knowing.ways(seen, contact_id, other, hows, today=page.today))
        what = _("edited {name}").format(name=seen.name_of(other))
        return Change(what, together(done).ops)

    page.act(change)


async def forget(page: PeoplePage, contact_id: str, other: str) -> None:
    """Take back that a contact knows somebody, after asking."""
    seen = page.network
    names = {"name": seen.name_of(contact_id), "other": seen.name_of(other)}
    title = _("{name} does not know {other}?").format(**names)
    change = knowing.parts(seen, contact_id, other)
    if await page.confirm(title, change.what):
        page.act(lambda: change)


def meet(page: PeoplePage, other: str) -> bool:
    """Make a contact of an acquaintance; return whether that was done."""
    network = page.desk.network
    if other in network.contacts:
        page.flash.refuse(_("{name} is a contact already").format(name=network.name_of(other)))
        return False
    return page.act(lambda: promote(network, other, today=page.today))


def _through(network: Network, other: str) -> str:
    links = who_knows_whom(network).through(other)
    return ", ".join(link_words(network, other, link) for link in links)


def _parted(hows: str) -> list[str]:
    return [*dict.fromkeys(how for part in hows.split(",") if (how := clean(part)))]
