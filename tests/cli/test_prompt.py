"""`netcrm due --count` in a shell's prompt: known without reading anything, and never an old number."""

from pathlib import Path

import pytest

from netcrm.cli import prompt
from netcrm.cli.prompt import NAME, answer
from netcrm.store.place import Place, default_place
from tests.cli.conftest import TODAY, Shell
from tests.test_house import loaded_by


def known(shell: Shell, today: str = TODAY) -> str | None:
    """Return what a prompt would be told at once."""
    return answer(["--store", str(shell.store), "due", "--count", "--today", today])


def counted(shell: Shell, today: str = TODAY) -> str:
    """Return what the command says."""
    return shell.ok("due", "--count", today=today).out.strip()


def test_the_count_is_known_until_something_changes(network: Shell) -> None:
    """Whatever writes, in the shell or another machine, and the day that begins, have it counted anew."""
    assert known(network) is None
    before = counted(network)
    assert known(network) == before == str(len(network.ok("due", "--all", "--json").json) - 1)
    assert known(network, "2026-11-25") is None
    network.ok("log", "met @Anna and @Jan Holm", today=TODAY)
    assert known(network) is None
    after = counted(network)
    assert int(after) < int(before)
    network.ok("undo")
    assert known(network) is None
    assert counted(network) == before
    (network.store / "journal" / "elsewhere.jsonl").write_text("")
    assert known(network) is None


def test_settings_and_queries_do_not_mix_with_it(
    network: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Another cadence is another count; the count of a query is kept for nobody."""
    settings = tmp_path / "config.toml"
    monkeypatch.setenv("NETCRM_CONFIG", str(settings))
    before = counted(network)
    settings.write_text("[cadence]\nfamily = 1\n")
    assert known(network) is None
    assert int(counted(network)) > int(before)
    settings.write_text("[cadence]\nfamily = 0\n")
    assert known(network) is None
    assert network("due", "--count").code == 2
    settings.unlink()
    assert network.ok("due", "--count", "anna").out == "1\n"
    assert known(network) is None


@pytest.mark.parametrize("what", ["settings", "journal"])
def test_what_changes_while_it_counts_is_counted_the_next_time(
    network: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, what: str
) -> None:
    """The number is that of before; it is kept for nothing."""
    changed = tmp_path / "config.toml" if what == "settings" else network.store / "journal/x.jsonl"
    monkeypatch.setenv("NETCRM_CONFIG", str(tmp_path / "config.toml"))
    before = counted(network)
    keep = prompt.keep

    def late(place: Place, today: str, count: int, sources: str) -> None:
        changed.write_text("[cadence]\nfamily = 1\n" if what == "settings" else "")
        keep(place, today, count, sources)

    Path(default_place(str(network.store)).state_file(NAME)).unlink()
    monkeypatch.setattr(prompt, "keep", late)
    assert counted(network) == before
    assert known(network) is None


def test_a_day_that_is_said_to_be_nothing_is_the_one_of_the_environment(
    network: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As every other command has it."""
    counted(network, "2026-10-02")
    monkeypatch.setenv("NETCRM_TODAY", "2026-10-02")
    assert known(network, "") == known(network, "2026-10-02") is not None


@pytest.mark.parametrize("data", [b"", b"7", b"7 nonsense", b"\xff\xfe 1", b"9" * 999])
def test_a_kept_count_that_makes_no_sense_is_passed_over(network: Shell, data: bytes) -> None:
    """It is counted again."""
    expected = counted(network)
    Path(default_place(str(network.store)).state_file(NAME)).write_bytes(data)
    assert known(network) is None
    assert counted(network) == expected


def test_before_there_is_anything_nothing_is_made(shell: Shell) -> None:
    """A prompt creates no store."""
    assert counted(shell) == "0"
    assert not shell.store.exists()
    assert not Path(default_place(str(shell.store)).state_path).exists()


def test_a_prompt_loads_next_to_nothing() -> None:
    """No parser, no settings, no day arithmetic."""
    dear = {"argparse", "datetime", "json", "tomllib", "gettext", "re", "enum", "netcrm.cli.parser"}
    assert not dear & (loaded_by("import netcrm.cli.prompt") - loaded_by("pass"))
