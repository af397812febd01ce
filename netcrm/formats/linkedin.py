"""LinkedIn's Connections.csv, as it comes or as a spreadsheet saved it; opens no file.

The key of a person is the last part of the profile's address: names repeat, mail addresses are mostly
missing. Rows without a name are closed accounts.
"""

import csv
from collections.abc import Iterator, Sequence

from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _
from netcrm.core.sameness import mail_key, profile_key
from netcrm.core.text import same
from netcrm.formats.day import day, is_day_first
from netcrm.formats.linkedin_header import Header, cells, find, repeats
from netcrm.formats.person import PersonDraft, Reading, Skipped, few, made_id, mail_address, tidy

SOURCE = "linkedin"
_LARGEST_CELL = 32 * 1024 * 1024

Row = tuple[int, list[str]]


def read(text: str, header: Header | None = None) -> Reading:
    """Return the people of a table of connections; HEADER where it has been found already.

    Raises BadInputError where there is no header among the first 20 lines.
    """
    lines = table_lines(text)
    header = header or find(lines, sure=True)
    if header is None:
        raise BadInputError(
            _("this is no table of LinkedIn connections: no line says First Name and Last Name"),
            _("ask LinkedIn for a copy of your data and import the file Connections.csv in it"),
        )
    remarks: list[str] = []
    before = csv.field_size_limit(_LARGEST_CELL)
    try:
        rows = [row for row in _rows(lines, header, remarks) if any(map(str.strip, row[1]))]
    finally:
        csv.field_size_limit(before)
    day_first = is_day_first([_cell(row, header, "connected") for _line, row in rows])
    people: list[PersonDraft] = []
    skipped: list[Skipped] = []
    for line, row in rows:
        if repeats(row):
            continue
        if draft := _person(line, row, header, day_first=day_first):
            people.append(draft)
            if not draft.known_since and (when := _cell(row, header, "connected")):
                remarks.append(
                    _("line {line}: “{text}”, when you met {name}, is no day").format(
                        line=line, text=when, name=draft.name
                    )
                )
        else:
            skipped.append(Skipped(line, _("the row names nobody (a closed account has no name)")))
    return Reading(SOURCE, tuple(people), tuple(skipped), tuple(few(remarks)))


def table_lines(text: str) -> list[str]:
    """Return the lines of TEXT; line feeds and carriage returns end them, nothing else does."""
    text = text.replace("\0", "").replace("\r\r\n", "\n")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


class _Feed:
    """Gives a csv reader the lines of one row: no line that is a row of its own, but for the first."""

    def __init__(self, lines: Sequence[str], header: Header) -> None:
        self._lines = lines
        self._header = header
        self.start = self.at = header.line + 1
        self.cut_off = False
        """Whether a row was ended where another began inside a cell of it."""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.at >= len(self._lines):
            raise StopIteration
        line = self._lines[self.at]
        self.cut_off = self.at > self.start and _is_row(line, self._header)
        if self.cut_off:
            raise StopIteration
        self.at += 1
        return line + "\n"


def _rows(lines: Sequence[str], header: Header, remarks: list[str]) -> Iterator[Row]:
    """Yield the rows under the header, each with its first line, counted from 1.

    A cell may have several lines; but a quote that is never closed must not swallow the rows after
    it: a line inside a cell that is a whole row shows it, and what was read up to there is read again
    line by line without quotes. So no line is read more than twice.
    """
    feed = _Feed(lines, header)
    for row in csv.reader(feed, delimiter=header.delimiter):
        first, feed.start = feed.start, feed.at
        if feed.cut_off:
            remarks.append(_("line {line}: a quotation mark is not closed").format(line=first + 1))
            for at in range(first, feed.at):
                plain = lines[at].replace('"', "").split(header.delimiter)
                yield at + 1, _fitted(plain, header)
        else:
            yield first + 1, _fitted(row, header)


def _is_row(line: str, header: Header) -> bool:
    if line.count(header.delimiter) < header.width - 1:
        return False
    row = cells(line, header.delimiter)
    if len(row) != header.width:
        return False
    return bool(day(_cell(row, header, "connected")) or profile_key(_cell(row, header, "url")))


def _fitted(row: list[str], header: Header) -> list[str]:
    """Return ROW in the header's width; a comma without quotes tears the position apart."""
    while len(row) > header.width and not row[-1].strip():
        row.pop()
    extra = len(row) - header.width
    at = header.columns.get("position")
    if extra > 0 and at is not None and day(row[-1]):
        row[at : at + extra + 1] = [header.delimiter.join(row[at : at + extra + 1])]
    return row


def _cell(row: Sequence[str], header: Header, column: str) -> str:
    at = header.columns.get(column)
    return tidy(row[at]) if at is not None and at < len(row) else ""


def _person(
    line: int, row: list[str], header: Header, *, day_first: bool | None
) -> PersonDraft | None:
    """Return the person of one row, or None where it names nobody."""
    first, last, url, email, company, position, connected = (
        _cell(row, header, column)
        for column in ("first", "last", "url", "email", "company", "position", "connected")
    )
    name = " ".join(filter(None, (first, last)))
    if not name:
        return None
    email = mail_address(email)
    since = day(connected, day_first=day_first)
    profile = tidy(profile_key(url))
    # Without an address the day of meeting tells people of one name apart, and never changes.
    made = [same(name), since] if since else [same(name), mail_key(email), same(company)]
    return PersonDraft(
        name=name,
        org=company,
        title=position,
        emails=(email,) if email else (),
        urls=(url,) if url else (),
        known_since=since,
        source=SOURCE,
        source_id=profile or made_id(made),
        given_id=bool(profile),
        line=line,
    )
