"""The process is killed at random instants: what was acknowledged is there, and everything can be read."""

import os
import random

from tests.store.kit import contact, opened, place_in
from tests.torture.kills import LONGEST_SECONDS, Killed

KILLS = 25


def test_what_was_acknowledged_survives_a_kill(tmp_path) -> None:
    """After each of many kills every acknowledged contact is there, and every undone one is not."""
    killed = Killed(place_in(tmp_path))
    luck = random.Random(7)
    for _turn in range(KILLS):
        killed.kill_one(luck.uniform(0, LONGEST_SECONDS))
    assert len(killed.there) > KILLS


def test_what_a_killed_process_left_half_written_is_swept(tmp_path) -> None:
    """Old temporary files go with the next checkpoint; young ones may belong to another process."""
    place = place_in(tmp_path)
    store = opened(place)
    store.write(contact("Anna"))
    old, young = (place.data / f"contacts.json.{n}.tmp" for n in "12")
    for path in (old, young):
        path.write_bytes(b"{")
    os.utime(old, (0, 0))
    store.checkpoint()
    assert not old.exists()
    assert young.exists()
