"""Two people at one entry or one promise: what each of them wrote is there to choose from."""

from datetime import date

import pytest

from netcrm.core.capture import capture
from netcrm.core.changes import follow_ups, log
from netcrm.core.changes.corrections import Correction
from netcrm.core.network import Network
from netcrm.core.record import Change
from netcrm.store.store import Store
from tests.store.kit import TODAY, add, opened, place_in


@pytest.fixture
def stores(tmp_path) -> tuple[Store, Store]:
    """Two windows on one store that holds an entry and a promise to Anna."""
    place = place_in(tmp_path)
    store = opened(place)
    add(store, "Anna Berg")
    line = capture("met @Anna !send CV fri", today=TODAY, directory=store.network.directory)
    new_id = store.network.new_id
    store.write(log.log(line, today=TODAY, new_id=new_id).change)
    return store, opened(place)


def corrected(seen: Network, now: Network, text: str) -> Change:
    """Return the correction of the one entry, begun when SEEN was on the screen."""
    (entry,) = seen.log()
    line = capture(text, today=TODAY, directory=now.directory)
    return Correction(seen, entry.id).written(line, TODAY, now=now).change


def test_two_corrections_of_one_entry_both_survive(stores) -> None:
    """The one whose line was open meanwhile writes over what it saw, not over the other."""
    mine, other = stores
    seen = mine.network
    other.write(
        corrected(other.network, other.network, "yesterday: coffee with @Anna !send CV fri")
    )
    mine.poll(TODAY)
    mine.write(corrected(seen, mine.network, "2026-11-01: dinner with @Anna !send CV fri"))
    other.poll(TODAY)
    for store in stores:
        (entry,) = store.network.log()
        values = {
            entry.date.isoformat(),
            *(str(value) for _write, value in entry.record.rivals["date"]),
        }
        assert values == {"2026-11-01", "2026-11-23"}
        assert entry.record.rivals["text"]


def test_two_edits_of_one_promise_both_survive(stores) -> None:
    """As with an entry."""
    mine, other = stores
    seen = mine.network
    (promise,) = seen.promises()
    other.write(follow_ups.edit(other.network, promise.id, "send the CV", promise.due))
    mine.poll(TODAY)
    mine.write(follow_ups.edit(seen, promise.id, "send CV and photo", date(2026, 12, 1)))
    other.poll(TODAY)
    for store in stores:
        (promise,) = store.network.promises()
        values = {promise.text, *(str(value) for _write, value in promise.record.rivals["text"])}
        assert values == {"send the CV", "send CV and photo"}
