"""LinkedIn's Connections.csv, as it comes and as spreadsheets save it."""

import csv

import pytest

from netcrm.core.person_draft import PersonDraft
from netcrm.formats.detect import read
from netcrm.formats.person import Reading

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
PREAMBLE = 'Notes:\n"When exporting, you may notice, that some are missing. See https://x"\n\n'
ANNA = (
    "Anna,Berg,https://www.linkedin.com/in/anna-berg,anna@example.com,Vestas,Designer,15 Nov 2023"
)
BO = "Bo,Dahl,https://www.linkedin.com/in/bo-dahl,,,,05 Mar 2019"


def reading(text: str | bytes) -> Reading:
    """Read TEXT as the file of connections."""
    data = text.encode() if isinstance(text, str) else text
    return read(data, "Connections.csv")


def table(*rows: str) -> tuple[PersonDraft, ...]:
    """Return the people of a table with ROWS under the usual header."""
    return reading(PREAMBLE + "\n".join((HEADER, *rows)) + "\n").people


def test_a_row_is_a_person() -> None:
    """Name, company, position, mail address, profile and the day met."""
    [found] = table(ANNA)
    assert found == PersonDraft(
        name="Anna Berg",
        org="Vestas",
        title="Designer",
        emails=("anna@example.com",),
        urls=("https://www.linkedin.com/in/anna-berg",),
        known_since="2023-11-15",
        source="linkedin",
        source_id="anna-berg",
        given_id=True,
        line=5,
    )


@pytest.mark.parametrize(
    "before",
    ["", PREAMBLE, "sep=,\n", "\n\n", 'Notes:\n"an unclosed quote\n\n', "Noter:,,,\n,,,\n"],
)
def test_the_header_is_found_by_what_it_says(before: str) -> None:
    """A preamble may precede it, or none, or what a spreadsheet made of one."""
    found = reading(f"{before}{HEADER}\n{ANNA}\n{BO}\n").people
    assert [p.name for p in found] == ["Anna Berg", "Bo Dahl"]
    assert found[0].line == before.count("\n") + 2


def test_a_header_after_twenty_lines_is_none() -> None:
    """Then the file is something else."""
    with pytest.raises(Exception, match="looks like"):
        reading("x\n" * 20 + f"{HEADER}\n{ANNA}\n")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_spreadsheets_save_it_in_many_ways(delimiter: str, encoding: str, end: str) -> None:
    """Semicolons and tabs, every encoding, every line end."""
    rows = [HEADER, ANNA.replace("Anna,Berg", "Åse,Ægir"), BO]
    text = end.join(row.replace(",", delimiter) for row in rows) + end
    assert [p.name for p in reading(text.encode(encoding)).people] == ["Åse Ægir", "Bo Dahl"]


def test_columns_are_known_by_name_in_any_order() -> None:
    """Old files have no URL; somebody may have moved or removed columns."""
    found = reading("Connected On,Last Name,First Name\n15 Nov 2023,Berg,Anna\n").people
    assert [(p.name, p.known_since) for p in found] == [("Anna Berg", "2023-11-15")]
    old = "First Name,Last Name,Email Address,Company,Position,Connected On\n"
    [found] = reading(old + 'Anna,Berg,a@b.example,Vestas,Boss,"8/5/17, 3:30 PM"\n').people
    assert (found.emails, found.org, found.title) == (("a@b.example",), "Vestas", "Boss")
    assert (found.known_since, found.given_id) == ("2017-08-05", False)


@pytest.mark.parametrize(
    "header",
    [
        "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am",
        "Fornavn,Efternavn,URL,Mailadresse,Virksomhed,Stilling,Forbundet den",
        "Etunimi,Sukunimi,URL,Sähköposti,Yritys,Asema,Yhdistetty",
    ],
)
@pytest.mark.parametrize("before", ["", PREAMBLE])
def test_other_languages_are_known_by_name_or_by_place(header: str, before: str) -> None:
    """A header in unknown words is told by the profiles and days under it."""
    [anna, bo] = reading(f"{before}{header}\n{ANNA}\n{BO}\n").people
    assert (anna.name, anna.org, anna.title) == ("Anna Berg", "Vestas", "Designer")
    assert (bo.name, bo.source_id, bo.known_since) == ("Bo Dahl", "bo-dahl", "2019-03-05")


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("15 Nov 2023", "2023-11-15"),
        ("05 Mar 2019", "2019-03-05"),
        ("7-Feb-22", "2022-02-07"),
        ("15-11-2023", "2023-11-15"),
        ("03-04-2023", "2023-04-03"),
        ("15.11.2023", "2023-11-15"),
        ("15/11/2023", "2023-11-15"),
        ('"8/5/17, 3:30 PM"', "2017-08-05"),
        ("2023-11-15", "2023-11-15"),
        ('"Nov 15, 2023"', "2023-11-15"),
        ("15. maj 2023", "2023-05-15"),
        ("29 Feb 2024", "2024-02-29"),
        ("", ""),
    ],
)
def test_days_are_read_in_every_spelling(cell: str, day: str) -> None:
    """LinkedIn's own, Excel's in several languages, the United States', ISO."""
    [found] = table(f"Anna,Berg,,,,,{cell}")
    assert found.known_since == day


@pytest.mark.parametrize("cell", ["30 Feb 2024", "soon", "15 Foo 2023", "2023", "0/0/00"])
def test_a_day_that_is_none_is_told(cell: str) -> None:
    """The person is read without it."""
    found = reading(f"{HEADER}\nAnna,Berg,,,,,{cell}\n")
    assert [p.known_since for p in found.people] == [""]
    assert any(cell in remark and "line 2" in remark for remark in found.remarks)


def test_one_row_tells_the_order_of_day_and_month_for_all() -> None:
    """13/2/2023 shows that 5/3/2023 is in March; 2/13/2023 that it is in May."""
    rows = ("Anna,Berg,,,,,5/3/2023", "Bo,Dahl,,,,,{}")
    assert table(rows[0], rows[1].format("13/2/2023"))[0].known_since == "2023-03-05"
    assert table(rows[0], rows[1].format("2/13/2023"))[0].known_since == "2023-05-03"
    assert (
        table(rows[0].replace("/", "-"), rows[1].format("2-13-2023"))[0].known_since == "2023-05-03"
    )


def test_rows_without_a_name_are_skipped_and_told() -> None:
    """Closed accounts have a day and nothing else; empty rows are nothing at all."""
    found = reading(f"{HEADER}\n,,,,,,01 Jan 2023\n\n,,,,,,\n{ANNA}\n")
    assert [p.name for p in found.people] == ["Anna Berg"]
    assert [one.line for one in found.skipped] == [2]
    assert "closed account" in found.skipped[0].why


def test_one_name_is_enough() -> None:
    """Some people have only one."""
    assert [p.name for p in table("Madonna,,,,,,", ",Prince,,,,,")] == ["Madonna", "Prince"]


@pytest.mark.parametrize(
    "url",
    [
        "https://www.linkedin.com/in/jørgen-ø",
        "http://linkedin.com/in/J%C3%B8rgen-%C3%B8/",
        "https://dk.linkedin.com/in/j%c3%b8rgen-%c3%b8?trk=people",
        "www.linkedin.com/in/jørgen-ø/da#top",
        "HTTPS://WWW.LINKEDIN.COM/in/Jørgen-Ø",
    ],
)
def test_a_profile_has_one_key_in_every_spelling(url: str) -> None:
    """Scheme, host, case, escapes, language and tracking don't count."""
    [found] = table(f"Jørgen,Ø,{url},,,,")
    assert (found.source_id, found.urls) == ("jørgen-ø", (url,))


def test_namesakes_with_different_profiles_are_two_people() -> None:
    """The profile is the key, not the name."""
    found = table(
        "Priya,Example,https://www.linkedin.com/in/priya,,,,20 Jul 2019",
        "Priya,Example,https://www.linkedin.com/in/priya-2,,,,20 Jul 2019",
    )
    assert len({p.source_id for p in found}) == 2


def test_without_a_profile_name_and_day_make_the_key() -> None:
    """It stays when company, position and mail address change."""
    [one] = table("Anna,Berg,,,Vestas,Boss,15 Nov 2023")
    [later] = table("Anna,Berg,,a@b.example,Lundbeck,,15-11-2023")
    [other] = table("Anna,Berg,,,Vestas,Boss,16 Nov 2023")
    assert one.source_id == later.source_id != other.source_id


def test_cells_may_hold_anything_in_quotes() -> None:
    """Commas, doubled quotes, line ends; a very long cell too."""
    long = "x" * 200_000
    [found] = table(f'Anna,"Berg, ph.d.",,,"Møller ""Nord""","Boss,\nfreelance {long}",15 Nov 2023')
    assert found.name == "Anna Berg, ph.d."
    assert found.org == 'Møller "Nord"'
    assert found.title == f"Boss, freelance {long}"


def test_the_limit_of_cells_is_put_back() -> None:
    """Reading changes nothing for other users of the csv module."""
    before = csv.field_size_limit()
    table(ANNA)
    assert csv.field_size_limit() == before


def test_an_unclosed_quote_swallows_nobody() -> None:
    """The rows after it are read, its own too, and it is told."""
    broken = 'Lone,Friis,https://www.linkedin.com/in/lone,,"Acme,Boss,01 Jan 2020'
    found = reading("\n".join((HEADER, ANNA, broken, BO, ANNA.replace("anna-berg", "x"))))
    assert [p.name for p in found.people] == ["Anna Berg", "Lone Friis", "Bo Dahl", "Anna Berg"]
    assert [p.line for p in found.people] == [2, 3, 4, 5]
    assert found.people[1].org == "Acme"
    assert any("line 3" in remark for remark in found.remarks)
    twice = reading(f"{HEADER}\n{broken}\n{BO}\n{broken}\n{BO}")
    assert [p.name for p in twice.people] == ["Lone Friis", "Bo Dahl"] * 2


def test_rows_of_the_wrong_width_are_read() -> None:
    """Short rows lack their end; a comma without quotes belongs to the position."""
    assert [p.name for p in table("Anna,Berg", "Bo")] == ["Anna Berg", "Bo"]
    [found] = table("Anna,Berg,,,Vestas,Boss, Sales,15 Nov 2023")
    assert (found.title, found.known_since) == ("Boss, Sales", "2023-11-15")
    [found] = table(f"{ANNA},,,")
    assert found.known_since == "2023-11-15"


def test_a_header_in_the_middle_is_no_person() -> None:
    """Files may have been put together."""
    found = reading(f"{HEADER}\n{ANNA}\n{HEADER}\n{BO}\n")
    assert [p.name for p in found.people] == ["Anna Berg", "Bo Dahl"]
    assert found.skipped == ()


def test_text_is_clean() -> None:
    """Escape sequences and control characters of a cell are left out."""
    [found] = table("An\x1b[31mna,Be\x07rg,,,\x9b6nAcme,\u2028Boss\x00,")
    assert (found.name, found.org, found.title) == ("Anna Berg", "Acme", "Boss")
