"""What is wrong with the files of a store, in sentences; none of it keeps the store from working."""

from netcrm.core.i18n import _, ngettext
from netcrm.core.text import safe
from netcrm.store.fold import Fold
from netcrm.store.tails import Tails

_FEW = 5


def about_journals(tails: Tails) -> list[str]:
    """Return what could not be read in the journals."""
    said = []
    for name, size in tails.files().items():
        if not size:
            text = _("journal/{file} is damaged: there is nothing in it that can be read")
            said.append(text.format(file=safe(name)))
    for name, numbers in sorted(tails.bad.items()):
        text = _("journal/{file}, line {line}, is damaged and was skipped")
        said += [text.format(file=safe(name), line=number) for number in numbers[:_FEW]]
        if n := len(numbers[_FEW:]):
            text = ngettext(
                "journal/{file} has {n} more damaged line; it was skipped",
                "journal/{file} has {n} more damaged lines; they were skipped",
                n,
            )
            said.append(text.format(file=safe(name), n=n))
    for dev, ids in sorted(tails.newer.items()):
        text = ngettext(
            "{n} change from {device} needs a newer netcrm; it is kept",
            "{n} changes from {device} need a newer netcrm; they are kept",
            len(ids),
        )
        said.append(text.format(n=len(ids), device=safe(dev)))
    return said


def about_lines(fold: Fold) -> list[str]:
    """Return what the lines say that can't be shown."""
    said = []
    if n := fold.unknown:
        text = ngettext(
            "{n} change is of a kind that this netcrm does not know; it is kept",
            "{n} changes are of a kind that this netcrm does not know; they are kept",
            n,
        )
        said.append(text.format(n=n))
    if n := sum(bool(r.fields) for shelf in fold.shelves.values() for r in shelf.orphans.values()):
        text = ngettext(
            "{n} record is not shown: the line that began it is missing",
            "{n} records are not shown: the lines that began them are missing",
            n,
        )
        said.append(text.format(n=n))
    if n := len(fold.about_nobody()):
        text = ngettext(
            "{n} note came late and names only people who were purged; "
            "`netcrm doctor` says how to decide about it",
            "{n} notes came late and name only people who were purged; "
            "`netcrm doctor` says how to decide about them",
            n,
        )
        said.append(text.format(n=n))
    return said
