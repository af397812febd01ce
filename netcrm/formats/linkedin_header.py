"""Where the table begins in LinkedIn's Connections.csv, and which column is which; opens no file.

LinkedIn publishes no schema. A preamble (`Notes:` and a paragraph) may precede the header, the column
URL is missing before 2021, spreadsheets save with semicolons, other languages have other words.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass

from netcrm.core.sameness import profile_key
from netcrm.formats.day import day

LOOKED_AT = 20
DELIMITERS = ",;\t|"
NAME_COLUMNS = frozenset({"first", "last"})
_LONGEST = 2000
# As its own exports are known or assumed to say it: English, Danish, German, French, Spanish, Dutch, …
_WORDS = {
    "first": "first name|fornavn|vorname|prénom|nombre|voornaam|förnamn|nome|imię",
    "last": "last name|efternavn|nachname|nom|nom de famille|apellidos|achternaam|efternamn|etternavn"
    "|cognome|sobrenome|nazwisko",
    "url": "url|profile url|profil-url|profil url|profilurl",
    "email": "email address|e-mail address|email|e-mail|mailadresse|e-mailadresse|e-mail-adresse"
    "|adresse e-mail|dirección de correo electrónico|e-mailadres|e-postadress|e-postadresse",
    "company": "company|virksomhed|firma|unternehmen|entreprise|société|empresa|bedrijf|företag|bedrift"
    "|azienda|organization",
    "position": "position|stilling|titel|poste|fonction|cargo|puesto|functie|befattning|posizione",
    "connected": "connected on|forbundet|forbundet den|forbindelse oprettet|verbunden am|connecté le"
    "|relation depuis le|conectado el|verbonden op|kontakt sedan|ansluten den|collegato il",
}
_COLUMNS = {word: column for column, words in _WORDS.items() for word in words.split("|")}
_ORDER = ("first", "last", "url", "email", "company", "position", "connected")
# Columns of other address books' tables that have first and last names too.
_STRANGE = (
    "middle name",
    "phonetic",
    "yomi",
    "suffix",
    "phone",
    "birthday",
    "job title",
    "- value",
)


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands (line, counted from 0), what separates cells, which column is where."""

    line: int
    delimiter: str
    columns: dict[str, int]
    width: int


def find(lines: Sequence[str], *, sure: bool) -> Header | None:
    """Return the header among the first 20 LINES, or None where this is no table of connections.

    With `sure` somebody has said that it is one: first and last name are enough.
    """
    for at, line in enumerate(lines[:LOOKED_AT]):
        if found := _by_words(at, line, sure=sure):
            return found
    noted = lines[0].casefold().strip(' \t";,:') == "notes" if lines else False
    for at, line in enumerate(lines[:LOOKED_AT]):
        if found := _by_position(at, line, lines[at + 1 : at + 1 + LOOKED_AT], noted=noted or sure):
            return found
    return None


def cells(line: str, delimiter: str) -> list[str]:
    """Return the cells of one line by itself."""
    return next(csv.reader([line], delimiter=delimiter), [])


def repeats(row: Sequence[str]) -> bool:
    """Return whether ROW is a header once more, as in files that were put together."""
    found = {_COLUMNS.get(cell.strip().casefold()) for cell in row}
    return found >= NAME_COLUMNS


def _by_words(at: int, line: str, *, sure: bool) -> Header | None:
    for delimiter in DELIMITERS:
        if delimiter not in line or len(line) > _LONGEST:
            continue
        words = [cell.strip().casefold() for cell in cells(line, delimiter)]
        columns: dict[str, int] = {}
        for index, word in enumerate(words):
            if word in _COLUMNS:
                columns.setdefault(_COLUMNS[word], index)
        if not columns.keys() >= NAME_COLUMNS:
            continue
        strange = any(mark in word for word in words for mark in _STRANGE)
        theirs = "connected" in columns or (
            not strange and "position" in columns and "company" in columns
        )
        if sure or theirs:
            return Header(at, delimiter, columns, len(words))
    return None


def _by_position(at: int, line: str, after: Sequence[str], *, noted: bool) -> Header | None:
    """Return a header in words that are not known, told by what stands under it: profiles and days."""
    for delimiter in DELIMITERS:
        if delimiter not in line or len(line) > _LONGEST:
            continue
        words = cells(line, delimiter)
        if len(words) not in (6, 7) or not all(word.strip() for word in words):
            continue
        order = [name for name in _ORDER if len(words) == 7 or name != "url"]
        columns = {name: index for index, name in enumerate(order)}
        rows = [row for row in (cells(one, delimiter) for one in after) if len(row) == len(words)]
        dated = sum(bool(day(row[-1])) for row in rows)
        linked = sum(bool(profile_key(row[2])) for row in rows)
        if dated and dated * 2 >= len(rows) and (linked or noted) and not day(words[-1]):
            return Header(at, delimiter, columns, len(words))
    return None
