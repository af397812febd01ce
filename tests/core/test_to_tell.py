"""What there is to tell somebody: what happened with others since, the most telling of it."""

from datetime import date

from netcrm.core.follow_up import FollowUp
from netcrm.core.record import Change, Record, new
from netcrm.core.threads import threads
from netcrm.core.to_tell import since, to_tell
from tests.tui.made_up import TODAY, Network, five


def told(made: Network, name: str, most: int = 3) -> list[str]:
    """Return what there is to tell somebody."""
    return [tale.words for tale in to_tell(made.network, made.id_of(name), TODAY, most)]


def test_it_is_of_others_and_since_the_last_touch() -> None:
    """Jan was called on 1 August: neither what was before nor what he was part of is news to him."""
    made = five()
    made.log("2026-07-30: hike with @Anna over the whole of Fanø")
    made.log("2026-08-20: @Bo and @Anna: sailed to Samsø and back =met")
    made.log("2026-09-20: @Jan =email? what about the boat in the spring")
    found = told(made, "Jan Holm")
    assert "Bo and Anna: sailed to Samsø and back" in found
    assert not [words for words in found if "Fanø" in words or "boat" in words]
    assert since(made.network, made.id_of("Jan Holm"), TODAY) == date(2026, 8, 1)


def test_the_most_telling_come_first_and_stand_in_order_of_days() -> None:
    """Meetings with something said about them, a place, how far an opportunity has come; no bare touches."""
    made = five()
    made.log("2026-09-01: met @Bo")
    made.log("2026-09-02: @Bo =email about the summer house we rented")
    made.log("2026-09-03: met @Bo place:Skagen and talked about his new house by the sea")
    made.log("2026-09-04: @Anna =social liked the nice picture she took")
    made.write(
        Change(
            "job",
            [
                new(
                    "opportunities",
                    "9",
                    {
                        "org": "DR",
                        "role": "editor",
                        "interview": "2026-11-10",
                        "lead": "2026-10-01",
                    },
                )
            ],
        )
    )
    found = told(made, "Jan Holm")
    assert found[0] == "editor at DR: interview"
    assert "new house by the sea" in found[1]
    assert len(found) == 3
    assert "Bo Dahl" not in told(made, "Jan Holm", 99)


def test_nothing_is_told_to_somebody_never_spoken_to() -> None:
    """There is no since; and what is planned has not happened."""
    made = five()
    made.log("2026-12-03: dinner with @Bo at the new place in town")
    assert told(made, "Ida Friis") == []
    assert told(made, "Bo Dahl") == []


def test_threads_are_introductions_and_opportunities_the_open_ones_first() -> None:
    """Who introduces whom and how far it is, what they brought, what is open where they work."""
    made = five()
    bo, karen = made.id_of("Bo Dahl"), made.id_of("Karen Lund")
    ops = [
        new(
            "opportunities", "1", {"org": "Lego", "role": "buyer", "via": bo, "lost": "2026-09-01"}
        ),
        new(
            "opportunities", "2", {"org": "novo nordisk a/s", "role": "clerk", "lead": "2026-11-01"}
        ),
        new("introductions", "3", {"connector": bo, "to": karen, "met": "2026-11-20"}),
    ]
    made.write(Change("threads", ops))
    assert threads(made.network, bo, TODAY) == [
        "introduces you to Karen Lund: met 20 Nov, thanks owed",
        "brought buyer at Lego: lost 1 Sep",
    ]
    assert threads(made.network, karen, TODAY) == [
        "Bo Dahl introduces you: met 20 Nov, thanks owed",
        "works there: clerk at novo nordisk a/s, lead 1 Nov",
    ]
    assert threads(made.network, made.id_of("Anna Berg"), TODAY) == []


def test_whose_promise_it_is_stands_in_its_text() -> None:
    """`they:` and its kin, in both languages; a colon alone makes nothing theirs."""

    def promise(text: str) -> FollowUp:
        return FollowUp(Record("follow_ups", "1", {"text": text}, ""))

    for text in ("they: send the report", "De: send the report", "hun:  send the report"):
        assert promise(text).theirs
        assert promise(text).what == "send the report"
    for text in ("send the report", "they: ", "theory: read it", "he:she"):
        assert not promise(text).theirs
        assert promise(text).what == text


def test_a_promise_of_theirs_is_told_as_theirs() -> None:
    """It is written in the log like one's own, and calls on its day."""
    made = five()
    made.log("2026-11-24: lunch with @Bo !they: send me the report today !send CV today")
    reasons = made.network.standings(TODAY).of(made.id_of("Bo Dahl")).reasons
    assert "they promised: send me the report (today)" in reasons
    assert "promised: send CV (today)" in reasons
