"""A small directory of names that collide in the ways names do, and a day, for the tests of capture."""

from datetime import date

from netcrm.core.names import Directory, Person

WEDNESDAY = date(2026, 11, 25)

METTE = Person("11", "Mette Holm", "met")
BECH = Person("12", "Mette Marie Bech")
JAN = Person("13", "Jan Sørensen", "call")
JAN_HOLM = Person("14", "Jan Holm")
ANNA = Person("15", "Anna Berg", "message")
BO = Person("16", "Bo Dahl", "email")
KAREN = Person("17", "Karen Lund")
MOR = Person("18", "Mor", "call")
JENS_A = Person("19", "Jens Hansen")
JENS_B = Person("20", "Jens Hansen")
SOREN = Person("21", "Søren Ågård")
PER = Person("22", "Per Kirk")
ANNALISE = Person("23", "Anna-Lise Koch")
IVERSEN = Person("24", "Ida Iversen")
IDA = Person("25", "Ida Juhl")
ZOOM = Person("26", "Kaffe Zoom")

PEOPLE = [
    *(METTE, BECH, JAN, JAN_HOLM, ANNA, BO, KAREN, MOR, JENS_A, JENS_B),
    *(SOREN, PER, ANNALISE, IVERSEN, IDA, ZOOM),
]
NICKNAMES = {PER: ("Store Per",), KAREN: ("Kaz", "Karen fra koret")}
ORGANISATIONS = ["Novo", "Novo Nordisk", "DR", "Mærsk"]

DIRECTORY = Directory.of(
    [(person, (person.name, *NICKNAMES.get(person, ()))) for person in PEOPLE], ORGANISATIONS
)
