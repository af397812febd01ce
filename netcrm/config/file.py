"""The settings file as the app holds it: what it says, and the way to change it with its comments kept."""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from netcrm.config.reading import content, fault, line_of, read, text_of
from netcrm.config.settings import KNOWN, Key, Settings, WrongError
from netcrm.core.errors import CannotBeDoneError
from netcrm.core.i18n import _

Check = Callable[[Settings], None]
"""What only others know of settings; raises WrongError."""


def example() -> str:
    """Return a whole file, every setting with a comment and at its default."""
    return Path(__file__).with_name("example.toml").read_text(encoding="utf-8")


class SettingsFile:
    """One user's settings, as they were last read; DANISH says how names are put in order."""

    def __init__(self, path: Path, check: Check | None = None, *, danish: bool = False) -> None:
        """Read the file at PATH; raises BadInputError naming the line at fault."""
        self.path = path
        self._check = check
        self._danish = danish
        self.settings = self._read(content(path))

    def change(self, changed: Mapping[Key, object]) -> None:
        """Write the settings in CHANGED into the file, and read it anew; what else stands there stays.

        Raises BadInputError where the file can't be understood any more, CannotBeDoneError where one of
        them was changed in the file meanwhile or nothing can be written; then the file is as it was.
        """
        data = content(self.path)
        before, self.settings = self.settings, self._read(data)
        for key in changed:
            if (now := KNOWN[key](self.settings)) != KNOWN[key](before):
                raise CannotBeDoneError(
                    _("`{key}` was changed in the file meanwhile: it is {value} now").format(
                        key=".".join(key), value=now
                    ),
                    _("nothing was written; look again"),
                )
        written = _with(text_of(data) if data.strip() else example(), changed)
        settings = self._read(written)
        try:
            _write(Path(os.path.realpath(self.path)), written)
        except OSError as error:
            raise CannotBeDoneError(
                _("{file} can't be written: {why}").format(
                    file=self.path, why=error.strerror or error
                )
            ) from error
        self.settings = settings

    def _read(self, data: bytes) -> Settings:
        found = read(data, self.path)
        if self._check is not None:
            try:
                self._check(found)
            except WrongError as error:
                line = line_of(text_of(data), error.key)
                raise fault(self.path, line, error.message, error.hint) from error
        return replace(found, rules=replace(found.rules, danish=self._danish))


def _with(text: str, changed: Mapping[Key, object]) -> bytes:
    """Return TEXT with the values in CHANGED, its comments and order as they are."""
    import tomlkit  # 35 ms, and only whoever saves needs it

    document = tomlkit.parse(text if text.endswith("\n") else f"{text}\n")
    for key, value in changed.items():
        table: object = document
        for part in key[:-1]:
            assert isinstance(table, dict)  # noqa: S101  the file was read: tables are where they belong
            table = table.setdefault(part, tomlkit.table())
        assert isinstance(table, dict)  # noqa: S101  as above
        table[key[-1]] = value
    return tomlkit.dumps(document).encode("utf-8")


def _write(path: Path, data: bytes) -> None:
    """Put DATA in the place of the file at once and for nobody else to read. Raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}-{os.urandom(6).hex()}")
    try:
        fd = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW, 0o600)
        with os.fdopen(fd, "wb") as file:
            os.fchmod(fd, 0o600)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise
