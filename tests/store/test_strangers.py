"""Two stores in one folder: they come together by themselves where nobody need be asked, else somebody is."""

import shutil
from pathlib import Path

import pytest

from netcrm.core.errors import BadInputError
from netcrm.store.line import decode_header
from netcrm.store.place import Place
from tests.store.kit import TODAY, add, journals, names, opened, shown


def machine(folder: Path, name: str) -> Place:
    """Return a machine with a data folder of its own."""
    return Place(folder / name / "data", folder / name / "state")


def exchange(*places: Place) -> None:
    """Give every machine the journals of all."""
    for one in places:
        for other in places:
            Path(other.journal_path).mkdir(parents=True, exist_ok=True)
            if one is not other and Path(one.journal_path).exists():
                for path in journals(one):
                    shutil.copy2(path, other.journal_path)


def settle(*places: Place, rounds: int = 4) -> None:
    """Let every machine look and exchange, a few times."""
    for _round in range(rounds):
        exchange(*places)
        for place in places:
            store = opened(place)
            store.poll(TODAY)
            store.close()


def store_of(place: Place) -> str:
    """Return the id of the store that a machine is part of."""
    from netcrm.store import identity

    found = identity.load(place)
    assert found is not None
    return found.store


@pytest.fixture
def desk(tmp_path) -> Place:
    """A machine with a network."""
    place = machine(tmp_path, "desk")
    store = opened(place)
    add(store, "Anna")
    add(store, "Bo")
    store.close()
    return place


@pytest.fixture
def laptop(tmp_path) -> Place:
    """Another one that has begun a network of its own."""
    place = machine(tmp_path, "laptop")
    store = opened(place)
    add(store, "Carl")
    store.close()
    return place


def test_both_have_records_so_somebody_is_asked(desk, laptop) -> None:
    """Until then nothing of the other is shown, nothing is written, and what to do is said."""
    before = {place: shown(opened(place)) for place in (desk, laptop)}
    settle(desk, laptop)
    assert len(journals(desk)) == 2
    for place, other, people in ((desk, laptop, 1), (laptop, desk, 2)):
        store = opened(place)
        assert shown(store) == before[place]
        (stranger,) = store.strangers()
        assert (stranger.store, stranger.people) == (store_of(other), people)
        assert (stranger.journals, stranger.changes) == (1, people)
        assert [s for s in store.warnings if "another store" in s and stranger.store in s]
        assert f"netcrm doctor --join {stranger.store}" in store.warnings[-1]


def test_joining_on_one_machine_is_enough(desk, laptop) -> None:
    """The other finds everything of its own in the larger store, and goes over to it."""
    settle(desk, laptop)
    store = opened(desk)
    assert store.join(store_of(laptop)) == 1
    assert names(store) == {"Anna", "Bo", "Carl"}
    assert store.strangers() == []
    store.close()
    settle(desk, laptop)
    for place in (desk, laptop):
        store = opened(place)
        assert names(store) == {"Anna", "Bo", "Carl"}
        assert store.warnings == []
    assert store_of(desk) == store_of(laptop)
    files = {p.name: p.read_bytes() for p in journals(desk)}
    settle(desk, laptop)
    assert {p.name: p.read_bytes() for p in journals(desk)} == files, (
        "something is written for ever"
    )


def test_what_the_other_writes_before_it_knows_comes_too(desk, laptop) -> None:
    """Who was taken in once is taken in again without being asked."""
    settle(desk, laptop)
    opened(desk).join(store_of(laptop))
    add(opened(laptop), "Dea")
    settle(desk, laptop)
    for place in (desk, laptop):
        assert names(opened(place)) == {"Anna", "Bo", "Carl", "Dea"}
        assert opened(place).warnings == []
    assert store_of(desk) == store_of(laptop)


def test_both_join_at_once(desk, laptop) -> None:
    """They end in one store, whoever was first."""
    settle(desk, laptop)
    ids = store_of(desk), store_of(laptop)
    opened(desk).join(ids[1])
    opened(laptop).join(ids[0])
    settle(desk, laptop)
    assert store_of(desk) == store_of(laptop) == min(ids)
    for place in (desk, laptop):
        assert names(opened(place)) == {"Anna", "Bo", "Carl"}
        assert opened(place).warnings == []


def test_three_stores_become_one(desk, laptop, tmp_path) -> None:
    """A third machine that was part of neither is asked about by whoever sees it."""
    third = machine(tmp_path, "third")
    add(opened(third), "Eva")
    settle(desk, laptop, third)
    assert len(opened(desk).strangers()) == 2
    for stranger in opened(desk).strangers():
        opened(desk).join(stranger.store)
    settle(desk, laptop, third)
    for place in (desk, laptop, third):
        assert names(opened(place)) == {"Anna", "Bo", "Carl", "Eva"}
        assert opened(place).warnings == []


def test_a_machine_that_started_too_early_joins_by_itself(desk, tmp_path) -> None:
    """Whoever has nothing to show takes the other's store; also what it undid comes along."""
    early = machine(tmp_path, "early")
    store = opened(early)
    add(store, "Test")
    store.undo()
    store.close()
    exchange(desk, early)
    store = opened(early)
    assert names(store) == {"Anna", "Bo"}
    assert store.warnings == []
    assert store.redo().what == "added Test"
    assert names(store) == {"Anna", "Bo", "Test"}
    assert store_of(early) == store_of(desk)
    store.close()
    settle(desk, early)
    for place in (desk, early):
        assert names(opened(place)) == {"Anna", "Bo", "Test"}
        assert opened(place).warnings == []


def test_an_app_that_is_open_while_the_stores_meet(desk, tmp_path) -> None:
    """It goes over with the look that finds the other's journals, and writes there from then on."""
    early = machine(tmp_path, "early")
    app, second = opened(early), opened(early)
    add(app, "Test")
    app.undo()
    second.poll(TODAY)
    exchange(desk, early)
    app.poll(TODAY)
    second.poll(TODAY)
    app.close()
    app = opened(early)
    add(second, "by second")
    add(app, "by app")
    second.close()
    app.close()
    settle(desk, early)
    for place in (desk, early):
        assert names(opened(place)) == {"Anna", "Bo", "by app", "by second"}
        assert opened(place).warnings == []


def test_one_with_nothing_to_show_is_not_asked_about(desk, tmp_path) -> None:
    """It will come by itself."""
    early = machine(tmp_path, "early")
    store = opened(early)
    add(store, "Test")
    store.undo()
    store.close()
    before = shown(opened(desk))
    for path in journals(early):
        shutil.copy2(path, desk.journal_path)
    store = opened(desk)
    assert shown(store) == before
    assert store.warnings == []
    assert store_of(desk) != decode_header(journals(early)[0].read_bytes().splitlines()[0]).store


def test_a_stranger_is_read_once(desk, laptop, monkeypatch) -> None:
    """While nothing changes, later starts remember what was found."""
    from netcrm.store.strangers import Strangers

    settle(desk, laptop)
    found = opened(desk).strangers()
    monkeypatch.setattr(Strangers, "_read", None)
    assert opened(desk).strangers() == found


def test_joining_what_is_not_there_says_so(desk) -> None:
    """A typing error changes nothing."""
    before = [path.read_bytes() for path in journals(desk)]
    with pytest.raises(BadInputError, match="no journal of a store"):
        opened(desk).join("nothing")
    assert [path.read_bytes() for path in journals(desk)] == before


def test_the_store_of_a_lost_folder_is_not_given_up(desk, laptop) -> None:
    """Our journals were lost and another store lies there: having nothing to show is no reason to go over."""
    for path in journals(desk):
        path.unlink()
    for path in journals(laptop):
        shutil.copy2(path, desk.journal_path)
    mine = store_of(desk)
    store = opened(desk)
    assert store_of(desk) == mine
    assert len(store.strangers()) == 1
    assert len(journals(desk)) == 1
    store.join(store_of(laptop))
    store.poll(TODAY)
    assert names(opened(desk)) == {"Anna", "Bo", "Carl"}
