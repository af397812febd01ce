"""`netcrm organisations`: everybody at one, by any of its names; and former workplaces."""

from tests.cli.conftest import Shell


def listed(shell: Shell) -> dict[str, tuple[int, int, int]]:
    """Return how many are known at each: there now, before, through others."""
    found = shell.ok("organisations", "--json").json
    return {o["organisation"]: (o["contacts"], o["past"], o["second"]) for o in found}


def test_organisations_follow_from_peoples_jobs(network: Shell) -> None:
    """Now, in the past, and at second hand."""
    network.ok("edit", "Jan Holm", "org=VESTAS A/S")
    network.ok("edit", "Mor", "past=Vestas")
    network.ok("knows", "Mor", "Karen Holm", "--org", "vestas", "--how", "niece")
    assert listed(network) == {"Vestas": (2, 1, 1)}
    found = network.ok("organisations", "vestas as", "--json").json
    assert [one["name"] for one in found["past"]] == ["Mor"]
    assert found["second"][0]["known_through"][0]["name"] == "Mor"
    text = network.ok("organisations", "Vestas").out
    for name in ("Anna Berg", "Jan Holm", "Mor", "Karen Holm", "through Mor"):
        assert name in text


def test_who_changes_jobs_has_a_past(network: Shell) -> None:
    """The message says it; another spelling of the same is no other job."""
    network.ok("edit", "Anna", "org=Vestas A/S")
    assert network.ok("show", "Anna", "--json").json["past_orgs"] == []
    said = network.ok("edit", "Anna", "org=Novo").err
    assert "Vestas A/S is a past workplace now" in said
    assert network.ok("show", "Anna", "--json").json["past_orgs"] == ["Vestas A/S"]
    network.ok("undo")
    assert listed(network) == {"Vestas A/S": (1, 0, 0)}


def test_an_alias_joins_two(network: Shell) -> None:
    """Undo and `--no-alias` part them; a job at the one is no other job than at the other."""
    network.ok("edit", "Jan Holm", "org=Vestas Wind Systems")
    network.ok("organisations", "Vestas Wind Systems", "--alias", "Vestas")
    assert listed(network) == {"Vestas Wind Systems": (2, 0, 0)}
    network.ok("edit", "Jan Holm", "org=vestas")
    assert network.ok("show", "Jan Holm", "--json").json["past_orgs"] == []
    assert "it is so already" in network.ok("organisations", "Vestas", "--alias", "VESTAS AS").err
    network.ok("organisations", "Vestas", "--no-alias", "Vestas Wind Systems")
    assert network.ok("organisations", "Vestas", "--json").json["names"] == ["Vestas", "vestas"]
    network.ok("undo")
    assert "Vestas Wind Systems" in network.ok("organisations", "vestas", "--json").json["names"]


def test_an_unknown_organisation_says_the_nearest(network: Shell) -> None:
    """Exit code 2, nothing written."""
    before = network.journal()
    for words in (["Vestes"], ["Vestes", "--alias", "Vistas"], ["Vestes", "--no-alias", "X"]):
        outcome = network("organisations", *words)
        assert outcome.code == 2, words
        assert "Vest" in outcome.err
    assert network("organisations", "--alias", "X").code == 2
    assert network("organisations", "Vestas", "--alias", "…").code == 2
    assert network.journal() == before


def test_an_update_by_import_keeps_the_former_workplace(network: Shell, tmp_path) -> None:
    """It is said who moved from where to where."""
    card = (
        "BEGIN:VCARD\nVERSION:3.0\nUID:1\nFN:Carl Frost\nEMAIL:c@example.org\nORG:{}\nEND:VCARD\n"
    )
    file = tmp_path / "people.vcf"
    for org in ("Nokia", "NOKIA Corp", "Novo"):
        file.write_text(card.format(org))
        said = network.ok("import", str(file), "--json").json["moved"]
    assert said == [{"name": "Carl Frost", "from": "NOKIA Corp", "to": "Novo"}]
    shown = network.ok("show", "Carl", "--json").json
    assert (shown["org"], shown["past_orgs"]) == ("Novo", ["NOKIA Corp"])
