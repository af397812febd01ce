"""`netcrm purge`."""

import os
import sys
from argparse import ArgumentParser, Namespace

from netcrm.cli.output import say_json, tell, warn
from netcrm.cli.people_edit import find_deleted
from netcrm.cli.session import open_store
from netcrm.core.acquaintance import Acquaintance
from netcrm.core.anyone import find_deleted_acquaintance, find_person, means_anybody
from netcrm.core.changes.purging import Purging
from netcrm.core.changes.purging import purge as purging
from netcrm.core.contact import TABLE, Contact
from netcrm.core.errors import BadInputError, CannotBeDoneError
from netcrm.core.i18n import _, ngettext
from netcrm.core.network import Network
from netcrm.core.text import safe_line


def purge_arguments(parser: ArgumentParser) -> None:
    """Add what `netcrm purge` takes."""
    parser.add_argument("name", nargs="*", metavar="NAME")
    parser.add_argument(
        "--device",
        metavar="DEVICE",
        help=_("take over the journals of a device that is gone for good, without those purged"),
    )
    parser.add_argument("--yes", action="store_true", help=_("don't ask (or NETCRM_YES=1)"))


def purge(arguments: Namespace) -> int:
    """Remove a person from everything for good, after asking; or what a lost device still tells of them."""
    if arguments.device is not None:
        return _purge_device(arguments)
    if not arguments.name:
        raise BadInputError(_("who is to be purged?"), _("say a name: netcrm purge 'Anna Berg'"))
    store = open_store(arguments)
    try:
        network = store.network
        contact = _find(network, " ".join(arguments.name))
        planned = purging(network, contact.id)
        if not (arguments.yes or os.environ.get("NETCRM_YES") == "1"):
            _ask(contact.name, planned)
        elsewhere = store.purge(planned.change)
        if arguments.json:
            say_json(
                {
                    "id": contact.id,
                    "purged": planned.gone,
                    "rewritten": planned.again,
                    "named_in_notes_of": [*planned.told_of],
                    "elsewhere": [*elsewhere],
                }
            )
        tell(_("purged {name}; this can't be undone").format(name=contact.name))
        for name in planned.told_of:
            warn(_("the notes of {name} still name them; edit those by hand").format(name=name))
        for device in elsewhere:
            text = _("{device} takes it out of its own files when netcrm is next run there")
            warn(text.format(device=device))
    finally:
        store.close()
    return 0


def _purge_device(arguments: Namespace) -> int:
    if arguments.name:
        raise BadInputError(_("--device takes a device and no name"))
    if not (arguments.yes or os.environ.get("NETCRM_YES") == "1"):
        question = _("Take over the journals of {device}, which is gone for good? [y/N]")
        _confirm(question.format(device=arguments.device))
    store = open_store(arguments)
    try:
        lines = store.take_over(arguments.device)
        if arguments.json:
            say_json({"device": arguments.device, "lines": lines})
        text = ngettext(
            "took over {n} change of {device}, without what is purged",
            "took over {n} changes of {device}, without what is purged",
            lines,
        )
        tell(text.format(n=lines, device=arguments.device))
    finally:
        store.close()
    return 0


def _find(network: Network, name: str) -> Contact | Acquaintance:
    """Return the contact or the acquaintance meant, also a deleted one. Raises BadInputError."""
    try:
        return find_person(network, name)
    except BadInputError:
        if means_anybody(network, name):
            raise
    if gone := find_deleted_acquaintance(network, name):
        return gone
    return Contact(network.deleted[TABLE, find_deleted(network, name)])


def _ask(name: str, planned: Purging) -> None:
    n = planned.gone + planned.again
    what = ngettext("{n} entry", "{n} entries", n).format(n=n)
    question = _("Purge {name} and {what} for good? This can't be undone. [y/N]")
    _confirm(question.format(name=name, what=what))


def _confirm(question: str) -> None:
    """Ask on the terminal. Raises CannotBeDoneError where the answer is no, or nobody can be asked."""
    if not sys.stdin.isatty():
        raise CannotBeDoneError(
            _("a purge can't be undone, so it has to be confirmed"),
            _("`--yes` (or NETCRM_YES=1) confirms it"),
        )
    sys.stderr.write(safe_line(question) + " ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().casefold() not in ("y", "yes", "j", "ja"):
        raise CannotBeDoneError(_("nothing was purged"))
