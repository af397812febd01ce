"""A table's file is known by its sum, whatever was changed in it."""

from pathlib import Path

from netcrm.store.table_file import _FIRST_ENDS, _SUM, TableFile
from tests.store.kit import place_in
from tests.torture.damage import made
from tests.torture.fuzz_store import a_table


def of_a_store(folder: Path) -> bytes:
    """Return the contacts of a small store as they stand in their file."""
    place = place_in(folder)
    made(place)
    return place.data.joinpath("contacts.json").read_bytes()


def is_whole(data: bytes) -> bool:
    """Return whether DATA passes for a file that was written whole."""
    try:
        return TableFile("contacts", data).is_whole
    except (KeyError, TypeError, ValueError):
        return False


def test_no_byte_can_change(fast_folder: Path) -> None:
    """Each byte of the file is summed or compared: with any bit of any of them turned it is not whole."""
    data = of_a_store(fast_folder)
    assert is_whole(data)
    for at, byte in enumerate(data):
        for bit in range(8):
            assert not is_whole(data[:at] + bytes([byte ^ 1 << bit]) + data[at + 1 :]), (at, bit)


def test_the_sum_can_stand_nowhere_else(fast_folder: Path) -> None:
    """What is summed is what stands before and after the sum: elsewhere among them the file is none of ours."""
    data = of_a_store(fast_folder)
    end = data.find(b"\n") + 1
    begin = end - len(_FIRST_ENDS) - 16 - len(_SUM)
    others = data[:begin] + data[end:]
    for at in range(len(others) + 1):
        moved = others[:at] + data[begin:end] + others[at:]
        assert is_whole(moved) == (moved == data), at


def test_the_fuzzed_law_holds_for_the_table_of_any_store(fast_folder: Path) -> None:
    """Whole files differ from store to store."""
    a_table(of_a_store(fast_folder))
