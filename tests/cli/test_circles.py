"""The rules of the circles from end to end: family stays, friends are at risk, professional ties may rest."""

from tests.cli.conftest import Shell

LATER = "2029-11-24"
"""Three years after the last touch with anybody."""


def names(shell: Shell, *words: str, today: str) -> list[str]:
    """Return the names that a command lists."""
    return [person["name"] for person in shell.ok(*words, "--json", today=today).json]


def test_family_is_never_let_go_nor_rests_for_silence(network: Shell) -> None:
    """After years of silence they are still due; letting go is refused, alone and as one of several circles."""
    assert "Mor" in names(network, "due", "--all", today=LATER)
    mor = network.ok("show", "Mor", "--json", today=LATER).json
    assert (mor["state"], mor["band"]) == ("active", "cold")
    before = network.journal()
    refused = network("let-go", "Mor")
    assert refused.code == 1
    assert "family is not let go" in refused.err
    assert network.journal() == before
    network.ok("edit", "Anna", "circle+=family")
    assert network("let-go", "Anna").code == 1


def test_whoever_becomes_family_is_taken_back(network: Shell) -> None:
    """Somebody let go who is put into family is no longer let go; undo lets them go again."""
    network.ok("let-go", "Anna")
    network.ok("edit", "Anna", "circle+=family")
    assert network.ok("show", "Anna", "--json").json["state"] == "active"
    network.ok("undo")
    assert network.ok("show", "Anna", "--json").json["state"] == "let-go"


def test_friends_are_at_risk_let_go_and_taken_back(network: Shell) -> None:
    """After two missed cadences the reason says so; let go they are kept and searchable, never due."""

    def anna(today: str) -> dict:
        return network.ok("show", "Anna", "--json", today=today).json

    assert not any("at risk" in reason for reason in anna("2026-12-29")["reasons"])
    at_risk = anna("2026-12-30")
    assert any("at risk" in reason for reason in at_risk["reasons"])
    assert at_risk["heat"] == 2
    assert "at risk" in network.ok("due", today="2026-12-30").out
    network.ok("let-go", "Anna", today="2026-12-30")
    assert "Anna Berg" not in names(network, "due", today=LATER)
    assert names(network, "list", "state:let-go", today=LATER) == ["Anna Berg"]
    assert not any("at risk" in reason for reason in anna(LATER)["reasons"])
    network.ok("take-back", "Anna", today=LATER)
    assert "Anna Berg" in names(network, "due", "--all", today=LATER)
    assert anna(LATER)["state"] == "active"


def test_professional_ties_rest_without_being_due(network: Shell) -> None:
    """Due until four cadences, then dormant; a promise that is due calls them, job search does too."""
    network.ok("log", 'met @"Jan Sørensen"', today="2026-10-01")
    jan = "Jan Sørensen"
    assert jan in names(network, "due", today="2027-09-25")
    assert jan not in names(network, "due", today="2027-09-26")
    assert names(network, "revive", today="2027-09-26") == [jan]
    assert "may rest" in network.ok("show", jan, today="2027-09-26").out
    network.ok("log", f'=note @"{jan}" !send CV 2027-10-02', today="2027-09-26")
    assert jan not in names(network, "due", today="2027-10-01")
    assert jan in names(network, "due", today="2027-10-02")
    (promise,) = network.ok("follow-ups", "--json", today="2027-10-02").json[-1:]
    network.ok("follow-ups", "done", promise["id"], today="2027-10-02")
    assert jan not in names(network, "due", today="2027-10-02")
    network.ok("mode", "job-search", today="2027-10-02")
    assert jan in names(network, "due", today="2027-10-02")
    assert network.ok("show", jan, "--json", today="2027-10-02").json["cadence_days"] == 45
