"""Strategies: a network as tables of plain records, with all that can stand in them."""

from collections.abc import Mapping

from hypothesis import strategies as st

from netcrm.core.record import JSON
from netcrm.core.text import clean

Tables = Mapping[str, Mapping[str, Mapping[str, JSON]]]

texts = st.text(max_size=12).map(lambda text: clean(text, one_line=False)).filter(bool)
days = st.dates().map(lambda day: day.isoformat())
ids = st.integers(1, 40).map(str)
values: st.SearchStrategy[JSON] = st.one_of(
    texts,
    st.booleans(),
    st.integers(-(2**60), 2**60),
    st.floats(allow_nan=False, allow_infinity=False),
    st.fixed_dictionaries({"until": days, "skipped": st.booleans()}),
)
sets = st.lists(texts, min_size=1, max_size=3, unique=True)
more = st.dictionaries(
    st.sampled_from(["every", "note", "snooze", "pause", "let_go", "birthday", "made_up"]),
    values,
    max_size=3,
)
contacts = st.tuples(
    st.fixed_dictionaries({"name": texts}, optional={"tags": sets, "emails": sets}), more
).map(lambda parts: {**parts[1], **parts[0]})
entries = st.fixed_dictionaries(
    {"date": days, "text": texts, "contacts": st.lists(ids, min_size=1, max_size=3, unique=True)},
    optional={"medium": st.sampled_from(["met", "call", "note"]), "answered": st.booleans()},
)
follow_ups = st.fixed_dictionaries(
    {"text": texts}, optional={"contact": ids, "due": days, "done": days}
)
relations = st.fixed_dictionaries({"person": ids, "other": ids}, optional={"how": texts})
drafts = st.fixed_dictionaries({"text": texts}, optional={"candidates": sets})

tables: st.SearchStrategy[Tables] = st.fixed_dictionaries(
    {
        "contacts": st.dictionaries(ids, contacts, max_size=5),
        "interactions": st.dictionaries(ids, entries, max_size=14),
        "follow_ups": st.dictionaries(ids, follow_ups, max_size=3),
        "drafts": st.dictionaries(ids, drafts, max_size=3),
        "relations": st.dictionaries(ids, relations, max_size=3),
    },
    optional={"made_up": st.dictionaries(ids, more, max_size=2)},
)
