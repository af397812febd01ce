"""Writes a file for the user: whole or not at all, for nobody else to read, never over another one unasked."""

import os
from collections.abc import Iterable
from pathlib import Path

from netcrm.core.errors import BadInputError, CannotBeDoneError
from netcrm.core.i18n import _
from netcrm.store.seam import Files, create, sync_folder, write_all


def write_private(path: Path, parts: Iterable[bytes], *, overwrite: bool) -> None:
    """Write PARTS to a file of mode 0600; a link in its place is not followed.

    Raises BadInputError where the folder is not there or PATH is a folder, CannotBeDoneError where there
    is a file already (unless OVERWRITE) or it can't be written; then the old one is as it was.
    """
    files = Files()
    target = os.fspath(path)
    temporary = os.path.join(path.parent, f".netcrm-{os.urandom(6).hex()}.tmp")
    try:
        if path.is_dir():
            raise BadInputError(_("{file} is a folder").format(file=path))
        if not overwrite and os.path.lexists(path):
            raise _is_there(path)
        fd = create(files, temporary)
        try:
            try:
                for part in parts:
                    write_all(files, fd, part)
                files.fsync(fd)
            finally:
                files.close(fd)
            if overwrite:
                files.rename(temporary, target)
            else:
                _name(files, temporary, target)
        finally:
            if os.path.lexists(temporary):
                files.unlink(temporary)
        sync_folder(files, os.fspath(path.parent))
    except FileExistsError as error:
        raise _is_there(path) from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise BadInputError(
            _("{file}: there is no such folder").format(file=path),
            _("make the folder first"),
        ) from error
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        why = getattr(error, "strerror", None) or error
        raise CannotBeDoneError(
            _("{file} can't be written: {why}").format(file=path, why=why)
        ) from error


def _name(files: Files, temporary: str, target: str) -> None:
    """Give the file its name where no other has it; raises FileExistsError."""
    try:
        os.link(temporary, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:  # this file system knows no second names
        if os.path.lexists(target):
            raise FileExistsError(target) from None
        files.rename(temporary, target)


def _is_there(path: Path) -> CannotBeDoneError:
    return CannotBeDoneError(
        _("{file} is there already").format(file=path),
        _("take another name, or `--yes` to write over it"),
    )
