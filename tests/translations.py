"""Keeps the catalogues in step with the code: `python -m tests.translations`, or `make translations`.

It takes the sentences out of the code (`_`, `ngettext`, `noted`), puts new ones into each `.po` file, drops
those that are gone, and compiles the `.mo` file that netcrm reads. What has no translation yet is printed.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parents[1] / "netcrm"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
KEYWORDS = {"_": None, "noted": None, "ngettext": (1, 2)}


def catalogues() -> list[Path]:
    """Return the `.po` files, one a language."""
    return sorted((PACKAGE / "locale").glob("*/LC_MESSAGES/netcrm.po"))


def language_of(path: Path) -> str:
    """Return the language of a catalogue."""
    return path.parts[-3]


def sentences() -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """Yield the module and the sentence of each call in the code, a pair where it has a plural."""
    found = extract_from_dir(PACKAGE, [("**.py", "python")], keywords=KEYWORDS)
    for name, _line, message, _comments, _context in sorted(
        found, key=lambda row: (row[0], row[1])
    ):
        if message:
            yield name.replace("\\", "/"), message


def template() -> Catalog:
    """Return a catalogue with every sentence of the code and no translation."""
    catalogue = Catalog(project="netcrm", charset="utf-8", fuzzy=False)
    for module, message in sentences():
        catalogue.add(message, locations=[(module, None)])
    return catalogue


def read(path: Path) -> Catalog:
    """Return the catalogue in a `.po` file."""
    with path.open("rb") as file:
        return read_po(file, locale=language_of(path), abort_invalid=True)


def as_po(catalogue: Catalog) -> bytes:
    """Return a catalogue as a `.po` file: no line numbers and no dates, which would change with every commit."""
    buffer = BytesIO()
    write_po(
        buffer, catalogue, width=100, ignore_obsolete=True, include_lineno=False, omit_header=True
    )
    head = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {catalogue.locale_identifier}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n\n'
    )
    return head.encode() + buffer.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """Return a catalogue as the `.mo` file that gettext reads, without what has no translation."""
    buffer = BytesIO()
    catalogue.header_comment = ""
    catalogue.creation_date = catalogue.revision_date = EPOCH  # else it changes each minute
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def missing(catalogue: Catalog) -> list[str]:
    """Return the sentences without a translation."""
    return [
        str(message.id)
        for message in catalogue
        if message.id and not (all(message.string) if message.pluralizable else message.string)
    ]


def main() -> int:
    """Bring every catalogue up to date; return 1 where translations are missing."""
    worst = 0
    for path in catalogues():
        catalogue = read(path)
        catalogue.update(template(), no_fuzzy_matching=True)
        path.write_bytes(as_po(catalogue))
        path.with_suffix(".mo").write_bytes(as_mo(read(path)))
        for message in missing(catalogue):
            print(f"{language_of(path)}: {message}")
            worst = 1
    return worst


if __name__ == "__main__":
    sys.exit(main())
