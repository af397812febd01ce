"""`netcrm import`: people come in once, unsorted, and one undo takes them out again."""

from pathlib import Path

from tinydb import TinyDB

from tests.cli.conftest import Shell

CARDS = """BEGIN:VCARD
VERSION:3.0
UID:a1
FN:Åse Bech
EMAIL:ase@example.com
END:VCARD
BEGIN:VCARD
VERSION:3.0
NOTE:nobody at all
END:VCARD
BEGIN:VCARD
VERSION:4.0
UID:a2
FN:Per Krogh
BDAY:--0416
TEL;VALUE=uri:tel:+45-20-00-00-01
END:VCARD
"""
CONNECTIONS = """Notes:
"When exporting your connection data, you may notice that some of the email addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Lise,Krogh,https://www.linkedin.com/in/lise-krogh,,Novo Nordisk,Analyst,15 Nov 2023
"""


def files(folder: Path) -> list[str]:
    """Write the two files and return their names."""
    (folder / "cards.vcf").write_text(CARDS, encoding="utf-8")
    (folder / "Connections.csv").write_text(CONNECTIONS, encoding="utf-8")
    return [str(folder / "cards.vcf"), str(folder / "Connections.csv")]


def test_people_come_in_unsorted_and_are_not_due(shell: Shell, tmp_path: Path) -> None:
    """A fresh import is never a red wall: nobody has a circle, nobody is due."""
    result = shell.ok("import", *files(tmp_path), "--json").json
    assert (result["read"], result["added"], result["updated"], result["unchanged"]) == (4, 3, 0, 0)
    people = shell.ok("list", "--json").json
    assert [(p["name"], p["state"], p["heat"]) for p in people] == [
        ("Åse Bech", "unsorted", None),
        ("Lise Krogh", "unsorted", None),
        ("Per Krogh", "unsorted", None),
    ]
    assert shell.ok("due", "--count").out == "0\n"


def test_a_skipped_card_is_told_with_file_line_and_why(shell: Shell, tmp_path: Path) -> None:
    """The card without any name costs nobody else, and is named."""
    outcome = shell.ok("import", *files(tmp_path), "--json")
    [skipped] = outcome.json["skipped"]
    assert skipped["file"].endswith("cards.vcf")
    assert skipped["line"] == 7
    assert skipped["why"]


def test_importing_twice_adds_nobody(shell: Shell, tmp_path: Path) -> None:
    """The second time everything is unchanged and not a line is written."""
    names = files(tmp_path)
    shell.ok("import", *names)
    before = shell.journal()
    result = shell.ok("import", *names, "--json").json
    assert (result["added"], result["updated"], result["unchanged"]) == (0, 0, 3)
    assert shell.journal() == before


def test_one_undo_takes_the_whole_import_back(shell: Shell, tmp_path: Path) -> None:
    """All files of one command are one change."""
    shell.ok("import", *files(tmp_path))
    shell.ok("undo")
    assert shell.ok("list", "--json").json == []


def test_a_dry_run_brings_nobody_in(shell: Shell, tmp_path: Path) -> None:
    """It says what would come and writes nothing."""
    assert shell.ok("import", *files(tmp_path), "--dry-run", "--json").json["added"] == 3
    assert shell.ok("list", "--json").json == []


def test_what_was_changed_by_hand_stays(shell: Shell, tmp_path: Path) -> None:
    """An import does not overwrite what the user wrote."""
    names = files(tmp_path)
    shell.ok("import", *names)
    shell.ok("edit", "Lise", "org=Lundbeck")
    shell.ok("import", *names)
    assert shell.ok("show", "Lise", "--json").json["org"] == "Lundbeck"


def test_a_file_that_is_none_is_told(shell: Shell, tmp_path: Path) -> None:
    """Missing, or a picture: one sentence, exit code 2, nothing brought in."""
    assert shell("import", str(tmp_path / "none.vcf")).code == 2
    (tmp_path / "photo.vcf").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    outcome = shell("import", str(tmp_path / "photo.vcf"))
    assert outcome.code == 2
    assert "photo.vcf" in outcome.err


def test_what_can_be_imported_is_and_every_bad_file_is_named(shell: Shell, tmp_path: Path) -> None:
    """One bad file costs the others nothing; each has its sentence, and the exit code says so."""
    good = files(tmp_path)
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    bad = [str(tmp_path / "none.vcf"), str(tmp_path / "photo.png")]
    outcome = shell("import", bad[0], *good, bad[1])
    assert outcome.code == 2
    assert all(Path(name).name in outcome.err for name in bad)
    assert "3 new" in outcome.err
    assert len(shell.ok("list", "--json").json) == 3
    assert shell.ok("history", "--json").json[0]["label"].count("photo.png") == 0
    again = shell("import", bad[0], *good, bad[1], "--json")
    assert again.code == 2
    assert again.json["unchanged"] == 3
    assert [Path(each["file"]).name for each in again.json["failed"]] == ["none.vcf", "photo.png"]


def test_where_no_file_can_be_imported_nothing_is_written(shell: Shell, tmp_path: Path) -> None:
    """All of them are named, and there is no store."""
    outcome = shell("import", str(tmp_path / "a.vcf"), str(tmp_path / "b.vcf"))
    assert outcome.code == 2
    assert "a.vcf" in outcome.err
    assert "b.vcf" in outcome.err
    assert not shell.store.exists()


def test_after_an_import_there_are_plain_files(shell: Shell, tmp_path: Path) -> None:
    """However few came in: TinyDB's format, to be opened with anything. A dry run leaves none."""
    shell.ok("import", *files(tmp_path), "--dry-run")
    assert not shell.store.exists()
    shell.ok("import", *files(tmp_path))
    with TinyDB(shell.store / "contacts.json", access_mode="r") as database:
        names = {row["name"] for row in database.table("contacts").all()}
    assert names == {"Åse Bech", "Lise Krogh", "Per Krogh"}


def test_eight_hundred_new_people_are_spread_over_their_cadence(
    shell: Shell, tmp_path: Path
) -> None:
    """Sorted into a circle at once, they do not all become due on one day."""
    cards = "".join(
        f"BEGIN:VCARD\nVERSION:3.0\nUID:u{n}\nFN:Person {n}\nEND:VCARD\n" for n in range(90)
    )
    (tmp_path / "many.vcf").write_text(cards)
    shell.ok("import", str(tmp_path / "many.vcf"))
    for n in range(0, 90, 9):
        shell.ok("edit", f"Person {n}", "circle=professional")
    heats = [p["heat"] for p in shell.ok("list", "circle:professional", "--json").json]
    assert max(heats) <= 1
    assert len(set(heats)) > 4
