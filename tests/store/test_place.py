"""Where a store lies by default, and that two machines or users never share a state folder."""

from pathlib import Path

from netcrm.store import place as place_module
from netcrm.store.place import Place, default_place


def test_the_default_follows_the_xdg_base_directories(monkeypatch, tmp_path) -> None:
    """Data and state each have their folder; relative paths in the environment are ignored."""
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "d"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "s"))
    place = default_place()
    assert place.data == tmp_path / "d" / "netcrm"
    assert place.state.parent == tmp_path / "s" / "netcrm"
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    monkeypatch.setenv("XDG_STATE_HOME", "")
    home = Path.home()
    assert default_place().data == home / ".local/share/netcrm"
    assert default_place().state.parent == home / ".local/state/netcrm"


def test_a_folder_can_be_named(monkeypatch, tmp_path) -> None:
    """By argument, else by the environment; `~` is the home folder."""
    monkeypatch.setenv("NETCRM_STORE", str(tmp_path / "env"))
    assert default_place().data == tmp_path / "env"
    assert default_place(str(tmp_path / "arg")).data == tmp_path / "arg"
    assert default_place("~/x").data == Path.home() / "x"


def test_a_state_belongs_to_one_machine_user_and_folder(monkeypatch, tmp_path) -> None:
    """However the folder is reached; another machine, user or folder has another state."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    one = default_place(str(tmp_path / "real"))
    assert default_place(str(tmp_path / "link")).state == one.state
    monkeypatch.chdir(tmp_path)
    assert default_place("real").state == one.state
    states = {one.state, default_place(str(tmp_path / "other")).state}
    monkeypatch.setattr("os.getuid", lambda: 4711)
    states.add(default_place(str(tmp_path / "real")).state)
    monkeypatch.setattr(place_module, "_machine", lambda: "another")
    states.add(default_place(str(tmp_path / "real")).state)
    assert len(states) == 4


def test_a_place_gives_paths() -> None:
    """For whoever wants to show them."""
    place = Place("/a", Path("/b"))
    assert (place.data, place.state) == (Path("/a"), Path("/b"))
    assert place.journal_path == "/a/journal"
