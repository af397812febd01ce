"""`netcrm doctor`: what is wrong with the store, in a sentence each; mends what is safe, salvages the rest."""

from argparse import ArgumentParser, Namespace

from netcrm.cli.output import complain, say, say_columns, say_json, tell
from netcrm.cli.session import open_store, place_of
from netcrm.core.errors import BadInputError, CannotBeDoneError
from netcrm.core.i18n import _, ngettext
from netcrm.core.record import JSON
from netcrm.store.doctor.examine import Examination, examine, repair
from netcrm.store.doctor.finding import NOTE, WRONG
from netcrm.store.doctor.salvage import Salvage, salvage
from netcrm.store.place import default_place


def doctor_arguments(parser: ArgumentParser) -> None:
    """Add what `netcrm doctor` takes."""
    parser.add_argument(
        "--repair",
        action="store_true",
        help=_("after a backup, mend modes, leftovers and what is made anew from the journals"),
    )
    parser.add_argument(
        "--salvage",
        metavar="FOLDER",
        help=_("write all that can be read into a new store, and say what can't"),
    )
    parser.add_argument(
        "--join",
        metavar="ID",
        help=_(
            "make one network of this and another one that lies in the folder; for all machines"
        ),
    )


def doctor(arguments: Namespace) -> int:
    """Examine the store; exit code 1 where something is wrong and was not mended."""
    if arguments.join:
        return _join(arguments)
    if arguments.salvage:
        if arguments.repair:
            raise BadInputError(_("--repair and --salvage are two things: say one of them"))
        return _salvage(arguments)
    place = place_of(arguments)
    found = examine(place)
    if arguments.repair:
        repair(place, found.findings)
    if arguments.json:
        say_json(
            {
                "well": found.is_well,
                "journals": found.journals,
                "lines": found.lines,
                "people": found.people,
                "findings": [one.document() for one in found.findings],
            }
        )
    else:
        say_columns(_rows(found))
    _conclude(found)
    return 0 if found.is_well else CannotBeDoneError.exit_code


def _rows(found: Examination) -> list[tuple[str, str]]:
    words = {WRONG: _("wrong"), NOTE: _("note")}
    return [(_("mended") if one.mended else words[one.level], one.text) for one in found.findings]


def _conclude(found: Examination) -> None:
    lines = ngettext("{n} change", "{n} changes", found.lines).format(n=found.lines)
    people = ngettext("{n} person", "{n} people", found.people).format(n=found.people)
    if found.is_well:
        text = _("all is well: {lines} in {journals} read and added up, {people}")
        tell(text.format(lines=lines, journals=_journals(found.journals), people=people))
        return
    wrong = sum(one.level == WRONG and not one.mended for one in found.findings)
    hint = _("`netcrm doctor --salvage FOLDER` writes all that can be read into a new store")
    if any(one.mend and not one.mended for one in found.findings):
        hint = _("`netcrm doctor --repair` mends what is safe to mend") + "\n        " + hint
    text = ngettext("{n} thing is wrong", "{n} things are wrong", wrong).format(n=wrong)
    complain(CannotBeDoneError(text, hint))


def _journals(n: int) -> str:
    return ngettext("{n} journal", "{n} journals", n).format(n=n)


def _join(arguments: Namespace) -> int:
    store = open_store(arguments)
    try:
        n = store.join(arguments.join)
    finally:
        store.close()
    if arguments.json:
        say_json({"joined": arguments.join, "lines": n})
    text = ngettext("{n} change came in", "{n} changes came in", n).format(n=n)
    tell(_("the two networks are one now: {what}").format(what=text))
    return 0


def _salvage(arguments: Namespace) -> int:
    target = default_place(arguments.salvage)
    saved = salvage(place_of(arguments), target)
    if arguments.json:
        say_json(_document(saved, target.data_path))
    else:
        for lost in saved.lost:
            where = _("{file}, line {line}") if lost.line else "{file}"
            say(
                _("lost: {where}: {why}").format(
                    where=where.format(file=lost.file, line=lost.line), why=lost.why
                )
            )
    text = ngettext("saved {n} change", "saved {n} changes", saved.lines).format(n=saved.lines)
    if saved.elsewhere:
        text += " " + _("({n} of them from the archive and the backups)").format(n=saved.elsewhere)
    if saved.records:
        text += ", " + ngettext(
            "{n} record that only the tables had",
            "{n} records that only the tables had",
            saved.records,
        ).format(n=saved.records)
    tell(_("{what}, into {folder}").format(what=text, folder=target.data_path))
    tell(_("look at it with `netcrm --store {folder} list`").format(folder=target.data_path))
    return CannotBeDoneError.exit_code if saved.lost else 0


def _document(saved: Salvage, folder: str) -> dict[str, JSON]:
    return {
        "folder": folder,
        "lines": saved.lines,
        "elsewhere": saved.elsewhere,
        "records": saved.records,
        "lost": [
            {"file": lost.file, "line": lost.line or None, "why": lost.why} for lost in saved.lost
        ],
    }
