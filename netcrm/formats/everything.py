r"""A whole network as one JSON file, and back. Pure: opens no file. The form is described in the README.

    {"_netcrm": {"1": {"format": "everything", "version": 1}},
     "contacts": {ID: {FIELD: VALUE, …}, …}, "interactions": {…}, "follow_ups": {…}, "drafts": {…}}

That is the form of a TinyDB file: a table by its name, in it the records by their ids.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _
from netcrm.core.record import JSON
from netcrm.core.strict_json import DEEPEST, decode_json, dumps_text, measure
from netcrm.core.text import clean
from netcrm.formats.person import Skipped

SOURCE = "netcrm"
LARGEST = 512 << 20
VERSION = 1

Fields = Mapping[str, JSON]
Tables = Mapping[str, Mapping[str, Fields]]

_MARK = "_netcrm"
_DEEPEST = DEEPEST - 1  # in a line of the journal a record lies one deeper
_START = 4096
_LONGEST_ID = 64


@dataclass(frozen=True, slots=True)
class Everything:
    """What such a file holds: the records by table and id, and what could not be taken."""

    tables: dict[str, dict[str, dict[str, JSON]]]
    skipped: tuple[Skipped, ...]


def write(tables: Tables) -> Iterator[bytes]:
    """Yield the bytes of the file: a record a line, the tables by name, the records in the order given."""
    yield dumps_text({_MARK: {"1": {"format": "everything", "version": VERSION}}})[:-1].encode()
    for table in sorted(tables):
        yield f",\n{dumps_text(table)}:{{".encode()
        comma = "\n"
        for id, fields in tables[table].items():
            ordered = {field: fields[field] for field in sorted(fields)}
            yield f"{comma}{dumps_text(id)}:{dumps_text(ordered)}".encode()
            comma = ",\n"
        yield b"}"
    yield b"}\n"


def is_it(data: bytes) -> bool:
    """Return whether DATA begins as such a file does, whoever laid it out."""
    start = data[:_START].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"{") and b'"_netcrm"' in start


def read(data: bytes, filename: str) -> Everything:
    """Return what the file holds; texts are cleaned, what is no record is skipped and told.

    Raises BadInputError for a file that is damaged, or that a later version has written.
    """
    try:
        document = _loads(data)
    except (ValueError, RecursionError) as error:
        raise BadInputError(
            _("{file} is damaged: {why}").format(file=filename, why=error),
            _("nothing of it was taken; export it again"),
        ) from error
    mark = document.pop(_MARK, None)
    about = mark.get("1") if isinstance(mark, dict) else None
    version = about.get("version") if isinstance(about, dict) else None
    if type(version) is not int or version < 1:
        raise BadInputError(_("{file} is not an export of netcrm").format(file=filename))
    if version > VERSION:
        raise BadInputError(
            _("{file} was written by a newer netcrm").format(file=filename),
            _("install that version to take it in"),
        )
    skipped: list[Skipped] = []
    tables: dict[str, dict[str, dict[str, JSON]]] = {}
    for table, records in document.items():
        if not table or table[0] == "_" or clean(table) != table or not isinstance(records, dict):
            skipped.append(Skipped(1, _("“{table}” is not a table").format(table=clean(table))))
            continue
        tables[table] = dict(_records(table, records, skipped))
    return Everything(tables, tuple(skipped))


def _records(
    table: str, records: dict[str, Any], skipped: list[Skipped]
) -> Iterable[tuple[str, dict[str, JSON]]]:
    for id, fields in records.items():
        if not (0 < len(id) <= _LONGEST_ID and clean(id) == id and isinstance(fields, dict)):
            words = _("{table}: “{id}” is not a record")
            skipped.append(Skipped(1, words.format(table=table, id=clean(id)[:_LONGEST_ID])))
            continue
        yield id, {field: _harmless(value) for field, value in fields.items() if field != "_"}


def _harmless(value: JSON) -> JSON:
    """Return VALUE with all texts in it cleaned."""
    if isinstance(value, str):
        return value if value.isprintable() else clean(value, one_line=False)
    if isinstance(value, list):
        return [_harmless(item) for item in value]
    if isinstance(value, dict):
        return {key: _harmless(item) for key, item in value.items()}
    return value


def _loads(data: bytes) -> dict[str, Any]:
    """Return the object that JSON says; raises ValueError for doubled keys, NaN and what nests too deeply."""
    document = decode_json(data.decode("utf-8-sig"))
    if not isinstance(document, dict):
        raise ValueError(_("it holds no tables"))
    measure(document, _DEEPEST)
    return document
