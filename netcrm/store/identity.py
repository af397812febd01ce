"""Who this machine is to a store: its name, the store's id, its current journal. On the way of `netcrm log`."""

import os

from netcrm.core.strict_json import dumps_text
from netcrm.store.archive import ARCHIVE
from netcrm.store.gate import strict_loads
from netcrm.store.ids import random_id
from netcrm.store.place import Place, sha256
from netcrm.store.seam import Files, make_folders, replace_file, slurp

TYPE_CHECKING = False
if TYPE_CHECKING:
    from netcrm.core.record import JSON

NAME = "device.json"


class Identity:
    """What the state folder keeps of this machine.

    `journal` is the file it appends to, or empty; `joined` are other stores whose lines count here too.
    `former` are names under which this state folder was at work before: after a power cut, say.
    """

    __slots__ = ("dev", "former", "joined", "journal", "store")

    def __init__(
        self,
        store: str,
        dev: str,
        journal: str = "",
        joined: tuple[str, ...] = (),
        former: tuple[str, ...] = (),
    ) -> None:
        self.store = store
        self.dev = dev
        self.journal = journal
        self.joined = joined
        self.former = former

    def with_journal(self, journal: str) -> "Identity":
        """Return the same machine with another file to append to."""
        return Identity(self.store, self.dev, journal, self.joined, self.former)

    def as_another(self, store: str, dev: str) -> "Identity":
        """Return this machine under another name, or in another store, without a file to append to."""
        former = self.former if dev == self.dev else (*self.former, self.dev)
        return Identity(store, dev, "", self.joined, former)

    @classmethod
    def new(cls, store: str = "") -> "Identity":
        """Return a machine never seen before, of a new store where none is given."""
        host = "".join(
            c for c in os.uname().nodename.partition(".")[0].lower() if c.isascii() and c.isalnum()
        )
        return cls(store or random_id(), f"{host[:20] or 'device'}-{random_id()[-4:]}")


def load(place: Place) -> Identity | None:
    """Return who this machine is, or None where it has not met the store or the file is not as it was left."""
    try:
        value = strict_loads(slurp(place.state_file(NAME)))
    except (OSError, ValueError):
        return None
    if not isinstance(value, dict) or value.pop("sum", None) != _sum(value):
        return None
    store, dev, journal = value.get("store"), value.get("dev"), value.get("journal")
    if not (isinstance(store, str) and isinstance(dev, str) and isinstance(journal, str)):
        return None
    if not store or not dev or os.path.basename(journal) != journal:
        return None
    joined, former = _texts(value.get("joined")), _texts(value.get("former"))
    return Identity(store, dev, journal, joined, former)


def is_known(place: Place) -> bool:
    """Return whether this machine has met the store before, even where the file that says so is damaged or lost."""
    return os.path.lexists(place.state_file(NAME)) or os.path.lexists(place.state_file(ARCHIVE))


def save(files: Files, place: Place, identity: Identity) -> None:
    """Keep who this machine is. Raises OSError."""
    make_folders(files, place.state_path)
    value: dict[str, JSON] = {
        "store": identity.store,
        "dev": identity.dev,
        "journal": identity.journal,
    }
    if identity.joined:
        value["joined"] = [*identity.joined]
    if identity.former:
        value["former"] = [*identity.former]
    value["sum"] = _sum(value)
    replace_file(files, place.state_file(NAME), f"{dumps_text(value)}\n".encode())


def _texts(value: "JSON") -> tuple[str, ...]:
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def _sum(value: "dict[str, JSON]") -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of VALUE as JSON."""
    digest: str = sha256(dumps_text(value).encode()).hexdigest()
    return digest[:16]
