"""The settings file: every value read, every mistake told with its line, every comment kept."""

import os
import stat
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcrm.config import Settings, load
from netcrm.config.file import SettingsFile, example
from netcrm.config.reading import LARGEST, line_of
from netcrm.config.settings import KNOWN, MEDIA, THEMES, values
from netcrm.core.circle import Circle
from netcrm.core.errors import BadInputError, CannotBeDoneError

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")

WHOLE = """\
theme = "nord"
language = "da"
default_medium = "call"
week_start = "sunday"
mouse = false
[cadence]
friends = 60
[cadence.tags]
ex-nokia = 180
[review]
budget = 3
[keys]
"contact.log" = "L"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the file is."""
    return tmp_path / "settings" / "config.toml"


def put(path: Path, text: str) -> Path:
    """Write the file."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_defaults_hold(path: Path) -> None:
    """And nothing is made."""
    assert load(path) == Settings()
    assert not path.parent.exists()


def test_every_setting_is_read(path: Path) -> None:
    """Those that the file leaves out stay at their defaults."""
    found = load(put(path, WHOLE))
    assert (found.theme, found.language, found.default_medium) == ("nord", "da", "call")
    assert (found.mouse, found.rules.week_start, found.rules.budget) == (False, 6, 3)
    assert found.rules.circles == {Circle.FAMILY: 30, Circle.FRIENDS: 60, Circle.PROFESSIONAL: 90}
    assert found.rules.tags == {"ex-nokia": 180}
    assert found.keys == {"contact.log": "L"}


def test_the_example_says_what_holds_without_it_and_leaves_nothing_out(path: Path) -> None:
    """Each setting there is stands in it, at its default; the README has the same file."""
    found = load(put(path, example()))
    assert found == Settings(theme="netcrm")
    told = tomllib.loads(example())
    for key in KNOWN:
        at: object = told
        for part in key:
            assert isinstance(at, dict)
            at = at[part]
    assert f"```toml\n{example()}```" in README


MISTAKES = {
    'theme = "nordd"': (1, "one of", "`nord`"),
    "mouse = true\n\ncadance = 3": (3, "no setting `cadance`", "`cadence`"),
    "[cadence]\n# a word\nfrends = 3": (3, "no setting `cadence.frends`", "`cadence.friends`"),
    "# a budget\nbudget = 3": (2, "no setting `budget`", "`review.budget`"),
    "zzz = 1": (1, "no setting `zzz`", "review.budget"),
    "[cadence]\nfamily = 0": (2, "from 1 to 3650", ""),
    "[cadence]\nfamily = true": (2, "from 1 to 3650", ""),
    "[cadence.tags]\na = 2\nx = 3651": (3, "`cadence.tags.x`", ""),
    "[cadence]\n\ntags = [\n1,\n2]\n": (3, "a table", ""),
    "[review]\nbudget = 1001": (2, "from 1 to 1000", ""),
    'mouse = "no"': (1, "true or false", ""),
    "language = 3": (1, "one of: auto, da, en", ""),
    'default_medium = "note"': (1, "one of: met", ""),
    'week_start = "tuesday"': (1, "monday, sunday", ""),
    "[keys]\ncontact.log = 'x'": (2, "in quotes", ""),
    '[keys]\n"contact.log" = 3': (2, "a text", ""),
    "a = 1\ntheme = nord": (2, "no TOML: invalid value", "--example"),
    "x = [1,\n2\n\n": (2, "no TOML", "--example"),
    "mouse = true\nmouse = true": (2, "no TOML", "--example"),
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_is_told_with_its_line(path: Path, text: str) -> None:
    """One sentence that names the file, the line and the key, and what may have been meant."""
    line, words, hint = MISTAKES[text]
    with pytest.raises(BadInputError) as caught:
        load(put(path, text))
    assert caught.value.message.startswith(f"{path}, line {line}: ")
    assert words in caught.value.message
    assert "\n" not in caught.value.message
    assert hint in caught.value.hint
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    "data",
    [b"\n\xff", b"x" * (LARGEST + 1), b"a = " + b"[" * 5000, b"a = " + b"9" * 5000],
)
def test_what_is_no_text_is_told(path: Path, data: bytes) -> None:
    """Bytes, a file far too large, brackets without end and a number that Python does not read name the file."""
    put(path, "").write_bytes(data)
    with pytest.raises(BadInputError, match=str(path)):
        load(path)


@pytest.mark.parametrize("what", [os.mkfifo, os.mkdir, lambda path: os.symlink("/dev/zero", path)])
def test_what_is_no_file_is_told_at_once(path: Path, what: Callable[[Path], None]) -> None:
    """Nobody waits for the other end of a pipe, nor for the end of what has none."""
    path.parent.mkdir()
    what(path)
    with pytest.raises(BadInputError, match=str(path)):
        load(path)


def test_an_empty_device_is_an_empty_file() -> None:
    """So that one start can go without the settings."""
    assert load(Path(os.devnull)) == Settings()


def test_the_mark_at_the_head_of_a_file_is_none_of_its_words(path: Path) -> None:
    """As some editors write it; it is gone once the file is written."""
    put(path, "").write_bytes(b'\xef\xbb\xbftheme = "nord"\n')
    assert load(path).theme == "nord"
    SettingsFile(path).change({("mouse",): False})
    assert path.read_bytes() == b'theme = "nord"\nmouse = false\n'


@given(
    before=st.lists(st.sampled_from(["", "# x", 'a = """\n\nb = 3\n"""', "c = [\n1]"]), unique=True)
)
def test_the_line_of_a_key_is_where_it_stands(before: list[str]) -> None:
    """Whatever stands above it: comments, texts of several lines that look like settings, lists."""
    text = "\n".join([*before, "wanted = 1", "d = 2"])
    assert line_of(text, ("wanted",)) == text.split("\n").index("wanted = 1") + 1
    assert line_of(text, ("nowhere",)) is None


@given(
    value=st.recursive(st.booleans() | st.integers() | st.text(), st.lists),
    key=st.sampled_from([*KNOWN]),
)
def test_no_value_ends_in_anything_but_a_setting_or_a_word(
    tmp_path_factory: pytest.TempPathFactory, value: object, key: tuple[str, ...]
) -> None:
    """A value of any kind is taken or told."""
    import tomlkit

    path = tmp_path_factory.mktemp("any") / "config.toml"
    document = tomlkit.document()
    at: dict[str, object] = document
    for part in key[:-1]:
        at[part] = tomlkit.table()
        at = at[part]  # type: ignore[assignment]  # a table just made
    at[key[-1]] = value
    path.write_bytes(tomlkit.dumps(document).encode("utf-8", "replace"))
    try:
        assert values(load(path))[".".join(key)] == value
    except BadInputError as error:
        assert error.message.startswith(str(path))  # noqa: PT017  what it says is the point


def test_a_change_keeps_comments_and_order(path: Path) -> None:
    """Only the values change; a table that is not there yet comes at the end."""
    text = "# mine\nmouse = true   # for now\n\n[cadence]\nfriends = 60 # they are busy\n"
    file = SettingsFile(put(path, text))
    file.change({("mouse",): False, ("cadence", "friends"): 50, ("review", "budget"): 9})
    written = path.read_text()
    assert (
        "# mine\nmouse = false   # for now\n\n[cadence]\nfriends = 50 # they are busy\n" in written
    )
    assert file.settings == load(path)
    assert (file.settings.mouse, file.settings.rules.budget) == (False, 9)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [p.name for p in path.parent.iterdir()] == ["config.toml"]


def test_a_top_setting_comes_before_the_tables(path: Path) -> None:
    """Below them it would be one of theirs."""
    file = SettingsFile(put(path, "[review]\nbudget = 3\n"))
    file.change({("theme",): "nord"})
    assert load(path).theme == "nord"
    assert load(path).rules.budget == 3


def test_a_last_line_that_does_not_end_stays_one_of_its_own(path: Path) -> None:
    """Whatever is written after it; the file is private, whatever the process may make."""
    put(path, 'keys."contact.log" = "f4"')
    before = os.umask(0o777)
    try:
        SettingsFile(path).change({("cadence", "family"): 12})
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o600
    found = load(path)
    assert found.keys == {"contact.log": "f4"}
    assert found.rules.circles[Circle.FAMILY] == 12


def test_the_first_change_makes_the_commented_file(path: Path) -> None:
    """In a private folder, with all that the example says."""
    file = SettingsFile(path)
    file.change({("cadence", "family"): 20})
    assert path.read_text() == example().replace("family = 30", "family = 20")
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_what_was_changed_elsewhere_is_not_written_over(path: Path) -> None:
    """Another key stays as it is there; the same one is asked about again."""
    file = SettingsFile(put(path, "mouse = true\n"))
    put(path, "mouse = true\n[review]\nbudget = 4\n")
    file.change({("theme",): "nord"})
    assert file.settings.rules.budget == 4
    put(path, 'theme = "dracula"\n')
    with pytest.raises(CannotBeDoneError, match="dracula"):
        file.change({("theme",): "gruvbox"})
    assert path.read_text() == 'theme = "dracula"\n'
    file.change({("theme",): "gruvbox"})
    assert load(path).theme == "gruvbox"


def test_a_file_that_was_broken_meanwhile_stays_as_it_is(path: Path) -> None:
    """Nothing is written into what can't be understood."""
    file = SettingsFile(path)
    put(path, "theme = \n")
    with pytest.raises(BadInputError, match="line 1"):
        file.change({("mouse",): False})
    assert path.read_text() == "theme = \n"


def test_a_link_stays_a_link(path: Path, tmp_path: Path) -> None:
    """Whoever keeps settings in a repository finds the change there."""
    real = put(tmp_path / "dotfiles" / "netcrm.toml", "mouse = true\n")
    path.parent.mkdir()
    path.symlink_to(real)
    SettingsFile(path).change({("mouse",): False})
    assert path.is_symlink()
    assert real.read_text() == "mouse = false\n"


def test_a_change_that_can_not_be_written_is_said(path: Path, tmp_path: Path) -> None:
    """And leaves nothing behind."""
    (tmp_path / "settings").write_text("a file where the folder should be")
    with pytest.raises(CannotBeDoneError, match="can't be written"):
        SettingsFile(path).change({("mouse",): False})


def test_the_names_of_themes_are_those_of_the_app() -> None:
    """The list that spares the shell from loading Textual is whole."""
    from textual.theme import BUILTIN_THEMES

    from netcrm.tui import theme

    assert {*THEMES} == {*BUILTIN_THEMES, *(own.name for own in theme.THEMES)}
    assert "note" not in MEDIA
