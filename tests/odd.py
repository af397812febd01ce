"""What a sync peer may write that this program never would: values of the wrong kind, huge, deep, words to obey.

Each line has a right sum and operations of known shape, so it counts.
"""

import json
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from netcrm.core.record import JSON
from netcrm.store.ids import new_id, now_ms, time_of
from netcrm.store.line import encode_header, sealed
from tests.evil import EVIL

FIELDS = {
    "contacts": "name org title birthday every full_only known_since added sorted_on imported via note snooze pause "
    "let_go deceased source source_id uid brought nicknames circles tags emails phones urls",
    "interactions": "date medium answered direction purpose place org via text words contacts tags",
    "follow_ups": "due text contact interaction done",
    "drafts": "text why written corrects candidates",
    "acquaintances": "name org title note added",
    "relations": "person other how added",
    "introductions": "connector to about opportunity asked agreed introduced met thanked declined faded added",
    "opportunities": "org role source via link note next lead applied interview offer won lost added",
    "organisations": "name aliases",
    "profile": "mode mode_since conversations new_people workplaces discovered",
}
"""Every field that a view of a record knows."""

SIXTY_FIVE_BITS = 1 << 64
TEXTS = [
    "",
    "NaN",
    "-Infinity",
    "1e999",
    "9" * 400,
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "--02-30",
    "friends",
]
SHAPES: list[JSON] = [
    *({"until": day, "skipped": 1, "since": day} for day in ("9999-12-31", "0001-01-01", [], {}, None)),
    {"since": {}, "earlier": [[1, 2, 3], ["2026-01-01"], ["9999-12-31", None], ["2026-01-01", []]]},
    {"since": "2026-01-01", "until": SIXTY_FIVE_BITS, "earlier": {"a": 1}},
]  # fmt: skip
numbers = st.sampled_from(
    [0, -1, 3650, SIXTY_FIVE_BITS - 1, SIXTY_FIVE_BITS, -SIXTY_FIVE_BITS, 10**30, 10**400]
)
plain = (
    numbers
    | st.none()
    | st.booleans()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from([*TEXTS, *EVIL]).filter(
        lambda text: not any("\ud800" <= c <= "\udfff" for c in text)
    )
)
odd = st.sampled_from(SHAPES) | st.recursive(
    plain,
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "until", "[b]"]), inside)
    ),
    max_leaves=5,
)
deep = st.integers(1, 24).map(lambda n: json.loads("[" * n + "]" * n))
values = odd | deep


AFTER: dict[str, list[JSON]] = {"put": [[], [None]], "add": [], "del": [["x"]]}
"""What an operation has after its value."""

MORE: list[list[JSON]] = [
    ["purge", "contacts", "nobody"], ["purge", "odd\n", "x"], ["odd", "table", "x", SIXTY_FIVE_BITS],
    ["alias", "contacts", "12", "12", [], []], ["alias", "contacts", "12", "0", [], []],
    ["alias", "contacts", "0", "12", [], []], ["gone", "contacts", "12", []], ["back", "drafts", "12", ["x"]],
]  # fmt: skip


@st.composite
def operations(draw: st.DrawFn, anna: str) -> list[list[JSON]]:
    """Return operations of known shape with odd values, on records of their own and on Anna."""
    ops: list[list[JSON]] = []
    for table, fields in FIELDS.items():
        known = fields.split()
        made = draw(st.dictionaries(st.sampled_from(known), values, max_size=8))
        id = draw(st.sampled_from(["12", "0", "me", "-1", "9" * 30, "[b]", "\x1b[6n\n"]))
        ops.append(["new", table, id, made])
        for kind in draw(st.lists(st.sampled_from(["put", "add", "del"]), max_size=4)):
            field, value = draw(st.sampled_from(known)), draw(values)
            who = draw(st.sampled_from([id, anna]))
            ops.append([kind, table, who, field, value, *AFTER[kind]])
    return ops + draw(st.lists(st.sampled_from(MORE), max_size=3))


OBEYED = "\x1b]52;c;cm0=\x07../../etc\n[@click=app.leave]x[/]"
HUGE = 10**30
NESTED: Any = json.loads("[" * 20 + "]" * 20)

ODD_CONTACT = {
    "name": "Odd", "every": HUGE, "birthday": "9" * 400, "snooze": {"until": []},
    "pause": {"since": {}, "earlier": [[1, 2, 3], [{}, []], HUGE]}, "circles": {"a": 1},
    "tags": [None, {"x": []}, HUGE, NESTED], "brought": 7, "via": "12", "note": HUGE, "emails": "e",
    "phones": [1.5, True], "known_since": NESTED, "let_go": {}, "deceased": [[]], "source": HUGE, "uid": [],
}  # fmt: skip

ODD = {
    "names that a terminal obeys": [["new", "contacts", "9", {"name": OBEYED, "circles": ["friends"]}]],
    "a ring of merged contacts": [
        ["new", "contacts", "9", {"name": "Ring"}], ["new", "contacts", "10", {"name": "x"}],
        ["alias", "contacts", "10", "10", [], []], ["alias", "contacts", "10", "9", [], []],
        ["alias", "contacts", "9", "10", [], []], ["alias", "contacts", "9", "nobody", [], []],
    ],
    "purges of what nobody knows": [
        ["purge", "contacts", "nobody"], ["purge", "interactions", "../x"], ["purge", "weird", OBEYED],
    ],
    "a contact of wrong kinds": [["new", "contacts", "12", ODD_CONTACT]],
    "a contact of wrong kinds in a circle": [
        ["new", "contacts", "12", {**ODD_CONTACT, "circles": ["friends", HUGE], "let_go": None, "deceased": None}],
    ],
    "log, promises and drafts of wrong kinds": [
        ["new", "contacts", "12", {"name": "Odd", "circles": ["friends"]}],
        ["new", "interactions", "13", {"date": HUGE, "medium": [], "contacts": ["12", HUGE], "text": {}, "tags": 1}],
        ["new", "interactions", "14", {"date": "9999-12-31", "medium": "met", "contacts": ["12"], "answered": HUGE}],
        ["new", "interactions", "15", {"date": "0001-01-01", "medium": "met", "contacts": ["12"], "place": {}}],
        ["new", "follow_ups", "16", {"due": HUGE, "text": [], "contact": "12", "done": NESTED}],
        ["new", "follow_ups", "17", {"due": "9999-12-31", "text": "y", "contact": ["12"], "interaction": HUGE}],
        ["new", "drafts", "18", {"text": HUGE, "why": NESTED, "candidates": {"a": HUGE}, "corrects": []}],
        ["new", "drafts", "19", {}],
    ],
    "values put over somebody's": [
        op for field in ("name", "every", "circles", "tags", "birthday", "snooze", "pause", "via", "note", "org")
        for op in (["put", "contacts", "ANNA", field, HUGE, [], [None]], ["add", "contacts", "ANNA", field, [HUGE]])
    ],
    "tables and operations of another version": [
        ["new", OBEYED, OBEYED, {OBEYED: HUGE}], ["new", "odd", "1", {"x": HUGE}], ["odd", "contacts", "12", HUGE],
    ],
    "days at the ends of the calendar": [
        ["new", "contacts", "12", {
            "name": "Odd", "circles": ["friends"], "birthday": "0001-02-29", "every": 3650, "added": "0001-01-01",
            "known_since": "9999-12-31", "snooze": {"until": "9999-12-31"},
            "pause": {"since": "0001-01-01", "until": "9999-12-31", "earlier": [["9999-12-31", None], ["0001-01-01"]]},
        }],
        ["new", "contacts", "13", {
            "name": "Odder", "circles": ["family"], "birthday": "--02-30", "known_since": "0001-01-01", "every": 1,
        }],
        ["new", "follow_ups", "14", {"due": "0001-01-01", "text": "x", "contact": "13"}],
    ],
    "doors, jobs and filters of wrong kinds": [
        ["new", "contacts", "12", {"name": "Odd", "circles": ["friends"], "org": "Novo"}],
        ["new", "acquaintances", "20", {"name": OBEYED, "org": HUGE, "note": NESTED, "added": []}],
        ["new", "acquaintances", "21", {}], ["new", "acquaintances", "22", {"name": "Odder", "org": "Novo"}],
        ["alias", "acquaintances", "20", "22", [], []], ["alias", "acquaintances", "22", "20", [], []],
        *(["new", "relations", f"r{n}", {"person": "12", "other": f"nobody{n}", "how": OBEYED}] for n in range(300)),
        ["new", "relations", "23", {"person": "12", "other": "12", "how": HUGE}],
        ["new", "relations", "24", {"person": [], "other": {"a": 1}}], ["new", "relations", "25", {}],
        ["new", "relations", "26", {"person": "12", "other": "22", "how": NESTED, "added": "9999-12-31"}],
        ["new", "introductions", "27", {"connector": "nobody", "to": "12", "dreamt": "2026-01-01"}],
        ["new", "introductions", "28", {"connector": "12", "to": "22", "asked": HUGE, "agreed": "9999-12-31"}],
        ["new", "introductions", "29", {"connector": [], "to": {}, "thanked": "0001-01-01", "opportunity": HUGE}],
        ["new", "introductions", "30", {"connector": "12", "to": "12", "met": "2026-01-01", "asked": "9999-12-31"}],
        ["new", "introductions", "31", {}], ["new", "opportunities", "32", {}],
        ["new", "opportunities", "33", {"org": HUGE, "role": [], "via": {"a": 1}, "next": NESTED, "lead": OBEYED}],
        ["new", "opportunities", "34", {"org": "Novo", "role": OBEYED, "via": "nobody", "lead": "9999-12-31"}],
        ["new", "opportunities", "35", {"org": "Novo", "link": HUGE, "offer": "0001-01-01", "lost": "9999-12-31"}],
        ["new", "organisations", "36", {"name": "Novo", "aliases": [f"alias {n}" for n in range(1000)]}],
        ["new", "organisations", "37", {"name": "alias 7", "aliases": ["Novo", OBEYED, HUGE, NESTED, "", "alias 8"]}],
        ["new", "organisations", "38", {"name": [], "aliases": "Novo"}], ["new", "organisations", "39", {}],
        ["alias", "organisations", "36", "37", [], []], ["alias", "organisations", "37", "36", [], []],
        ["new", "profile", "me", {
            "filters": [
                "a: heat:>>", f"{OBEYED}: since:{OBEYED}", "b: circle:nothing", "c: for:", "d: )(", HUGE, NESTED,
                ": x", "e:", "[@click=app.leave]: tag:\"", "f: " + "x " * 5000, "g: birthday:99999999999999999999",
                "h: A: b",
            ],
            "mode": HUGE, "mode_since": NESTED, "conversations": OBEYED, "workplaces": [HUGE, OBEYED, []],
            "discovered": [NESTED], "new_people": -1,
        }],
    ],
    "half of a surrogate pair": [["new", "contacts", "12", {"name": "\ud800"}]],
}  # fmt: skip


def brought(
    store: Path, ops: list[Any], *, device: str = "peer", name: str = "peer", id: str = ""
) -> None:
    """Lay a journal of another machine with one line into the folder of STORE."""
    own = next(store.glob("journal/*.jsonl"))
    id = id or json.loads(own.read_text().split("\n", 1)[0])["store"]
    at, file = time_of(now_ms()), new_id(now_ms(), "")
    body = {
        "id": new_id(now_ms(), file),
        "v": 1,
        "dev": device,
        "at": at,
        "what": OBEYED,
        "do": ops,
    }
    line = sealed(json.dumps(body, separators=(",", ":")).encode())
    (store / f"journal/{name}.jsonl").write_bytes(encode_header(id, device, file, at) + line)
