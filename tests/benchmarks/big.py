"""A big store, the same each time: journal lines written in bulk, as years of use would have left them."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from netcrm.core.record import Op, new
from netcrm.store import identity, line
from netcrm.store.identity import Identity
from netcrm.store.ids import as_id, time_of
from netcrm.store.line import Line
from netcrm.store.place import Place
from netcrm.store.seam import Files

TODAY = date(2026, 11, 24)
FULL = 4 << 20

FIRST = [
    "Anna",
    "Bo",
    "Carl",
    "Ditte",
    "Erik",
    "Freja",
    "Gustav",
    "Helle",
    "Ida",
    "Jens",
    "Karen",
    "Lars",
    "Mette",
    "Niels",
    "Ole",
    "Pia",
    "Rikke",
    "Søren",
    "Tove",
    "Ulla",
]
LAST = [
    "Andersen",
    "Berg",
    "Christensen",
    "Dahl",
    "Eriksen",
    "Frost",
    "Gram",
    "Holm",
    "Iversen",
    "Juhl",
    "Krogh",
    "Lund",
    "Møller",
    "Nygård",
    "Olsen",
    "Petersen",
]
ORGS = [
    "Novo",
    "Vestas",
    "DR",
    "Lego",
    "Maersk",
    "Danfoss",
    "Grundfos",
    "Carlsberg",
    "Arla",
    "Ørsted",
]
CIRCLES = ("family", "friends", "professional")
TAGS = ("ex-nokia", "chess", "school", "jobhunt", "neighbours")
MEDIA = (
    "met",
    "met",
    "call",
    "call",
    "video",
    "message",
    "email",
    "email",
    "letter",
    "social",
    "note",
)
WORDS = [
    "frokost",
    "kaffe",
    "om",
    "det",
    "nye",
    "job",
    "projekt",
    "ferie",
    "børn",
    "hilsen",
    "intro",
    "til",
    "Karen",
    "send",
    "CV",
    "ringer",
    "igen",
    "på",
    "fredag",
]


def make(place: Place, contacts: int = 10_000, interactions: int = 100_000) -> list[str]:
    """Fill PLACE with a store of this machine and return the ids of its contacts."""
    random = Random(1)
    store, dev = "0" * 20, "big-0000"
    folder = Path(place.journal_path)
    folder.mkdir(parents=True)
    ids = [str(random.getrandbits(63)) for _ in range(contacts)]
    files = _Journals(folder, store, dev)
    half = contacts // 2
    begin = datetime(2016, 11, 24, tzinfo=UTC)
    imported = [
        new("contacts", id, {**_person(random, n), "imported": True})
        for n, id in enumerate(ids[:half])
    ]
    files.add(begin, "imported a file", imported)
    for n, id in enumerate(ids[half:], half):
        person = _person(random, n)
        files.add(
            begin + timedelta(minutes=n), f"added {person['name']}", [new("contacts", id, person)]
        )
    first = TODAY - timedelta(days=3650)
    for n in range(interactions):
        day = first + timedelta(days=3650 * n // interactions)
        at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) + timedelta(seconds=n % 40_000)
        ops: list[Op] = [new("interactions", str(random.getrandbits(63)), _entry(random, day, ids))]
        files.add(at, "met somebody", ops)
    files.close()
    identity.save(Files(), place, Identity(store, dev, files.name))
    return ids


def _person(random: Random, n: int) -> dict:
    first, last = random.choice(FIRST), random.choice(LAST)
    name = f"{first} {last} {n}" if n >= len(FIRST) * len(LAST) else f"{first} {last}"
    return {
        "name": name,
        "org": random.choice(ORGS),
        "title": "engineer",
        "circles": [random.choice(CIRCLES)] if n % 10 else [],
        "tags": [random.choice(TAGS)] if n % 3 == 0 else [],
        "emails": [f"{first.lower()}.{n}@example.org"],
        "phones": [f"+45 {20_000_000 + n}"],
        "birthday": f"19{50 + n % 50}-0{1 + n % 9}-1{n % 10}",
        "added": "2016-11-24",
    }


def _entry(random: Random, day: date, ids: list[str]) -> dict:
    words = " ".join(random.choices(WORDS, k=8))
    medium = random.choice(MEDIA)
    return {
        "date": day.isoformat(),
        "medium": medium,
        "answered": False if medium in ("email", "call") and random.random() < 0.3 else None,
        "text": f"@Anna {words} #jobhunt",
        "words": words,
        "contacts": [
            *dict.fromkeys(random.choice(ids) for _ in range(1 + (random.random() < 0.2)))
        ],
        "tags": ["jobhunt"] if random.random() < 0.2 else [],
    }


class _Journals:
    """Writes lines to journals of at most 4 MB; their ids ascend with the time given."""

    def __init__(self, folder: Path, store: str, dev: str) -> None:
        self.folder, self.store, self.dev = folder, store, dev
        self.name = ""
        self._number = 0
        self._parts: list[bytes] = []
        self._size = FULL

    def add(self, at: datetime, what: str, ops: list[Op]) -> None:
        ms = int(at.timestamp() * 1000)
        if self._size >= FULL:
            self.close()
            file = self._id(ms)
            self.name = f"{self.dev}-{at:%Y%m}-{file[-8:]}.jsonl"
            self._put(line.encode_header(self.store, self.dev, file, time_of(ms)))
        self._put(line.encode(Line(self._id(ms), self.dev, time_of(ms), what, ops)))

    def close(self) -> None:
        if self._parts:
            (self.folder / self.name).write_bytes(b"".join(self._parts))
        self._parts, self._size = [], 0

    def _id(self, ms: int) -> str:
        self._number = max(self._number + 1, ms << 52)
        return as_id(self._number)

    def _put(self, raw: bytes) -> None:
        self._parts.append(raw)
        self._size += len(raw)
