"""The questions of the discovery, in Danish and in English: data, one sphere of life after the other."""

from typing import NamedTuple

from netcrm.core.circle import Circle
from netcrm.core.follow_up import HELPED


class Words(NamedTuple):
    """A question in one language: the sphere of life, what is asked, and what helps one remember."""

    title: str
    question: str
    hint: str


class Sphere(NamedTuple):
    """A sphere of life; whoever is named there comes into its circle unless something else is said."""

    id: str
    circle: Circle | None
    da: Words
    en: Words


FAMILY, FRIENDS, PROFESSIONAL = Circle.FAMILY, Circle.FRIENDS, Circle.PROFESSIONAL

WORKPLACES = "workplaces"
"""The sphere that asks for workplaces, not for people."""

SPHERES = (
    Sphere(
        "family",
        FAMILY,
        Words(
            "Familie",
            "Hvem er din nærmeste familie?",
            "Forældre, søskende, børn, bedsteforældre.",
        ),
        Words(
            "Family", "Who is your closest family?", "Parents, siblings, children, grandparents."
        ),
    ),
    Sphere(
        "relatives",
        FAMILY,
        Words(
            "Slægt",
            "Hvem ser du til runde fødselsdage?",
            "Onkler, tanter, fætre, kusiner, gudforældre.",
        ),
        Words(
            "Relatives",
            "Whom do you meet at the big birthdays?",
            "Uncles, aunts, cousins, godparents.",
        ),
    ),
    Sphere(
        "in-laws",
        FAMILY,
        Words(
            "Svigerfamilie",
            "Hvem er du giftet ind i?",
            "Svigerforældre, svoger, svigerinde, din kærestes fætre og kusiner.",
        ),
        Words(
            "In-laws",
            "Whom did you marry into?",
            "Parents-in-law, brothers- and sisters-in-law, your partner's cousins.",
        ),
    ),
    Sphere(
        "friends",
        FRIENDS,
        Words(
            "Venner",
            "Hvem ringer du til, når noget er gået godt, eller galt?",
            "Og hvem inviterede du sidst, eller burde du have inviteret?",
        ),
        Words(
            "Friends",
            "Whom do you ring when something went well, or badly?",
            "And whom did you invite last, or should have?",
        ),
    ),
    Sphere(
        "school",
        FRIENDS,
        Words(
            "Skole",
            "Hvem sad ved siden af dig i skolen?",
            "Folkeskole, efterskole, gymnasium. Hvem er der stadig tråd til?",
        ),
        Words(
            "School",
            "Who sat beside you at school?",
            "Primary school, boarding school, sixth form. Whom could you still write to?",
        ),
    ),
    Sphere(
        "studies",
        PROFESSIONAL,
        Words(
            "Uddannelse",
            "Hvem læste du sammen med, eller stod du i lære med?",
            "Læsegruppen, specialet, kollegiet, praktikken, udvekslingen.",
        ),
        Words(
            "Studies",
            "Whom did you study or train with?",
            "The study group, the thesis, the hall of residence, the internship, the exchange.",
        ),
    ),
    Sphere(
        "teachers",
        PROFESSIONAL,
        Words(
            "Lærere",
            "Hvem lærte dig noget, du stadig bruger?",
            "Lærere, undervisere, vejledere, mentorer, mestre.",
        ),
        Words(
            "Teachers",
            "Who taught you something that you still use?",
            "Teachers, lecturers, supervisors, mentors.",
        ),
    ),
    Sphere(
        "military",
        FRIENDS,
        Words(
            "Værnepligt",
            "Hvem delte du stue med?",
            "Forsvaret, beredskabet, hjemmeværnet, spejderne.",
        ),
        Words(
            "Service",
            "Whom did you share a room with?",
            "The military, the fire service, the home guard, the scouts.",
        ),
    ),
    Sphere(
        "colleagues",
        PROFESSIONAL,
        Words(
            "Arbejde nu",
            "Hvem arbejder du sammen med nu?",
            "Skriv stedet bag navnet: Anna Berg, Novo. Har du intet arbejde, så gå videre.",
        ),
        Words(
            "Work now",
            "Whom do you work with now?",
            "Write where, behind the name: Anna Berg, Novo. Without a job, go on.",
        ),
    ),
    Sphere(
        WORKPLACES,
        None,
        Words(
            "Arbejde før",
            "Hvor har du arbejdet før?",
            "Et sted pr. linje, også fritidsjobbet og praktikken. Bagefter spørges der til hvert af dem.",
        ),
        Words(
            "Work before",
            "Where have you worked before?",
            "A workplace a line, also the weekend job and the internship. Each is asked about after this.",
        ),
    ),
    Sphere(
        "clients",
        PROFESSIONAL,
        Words(
            "Kunder",
            "Hvilke kunder, leverandører og partnere har du haft?",
            "Hvem sad på den anden side af bordet og ville huske dig?",
        ),
        Words(
            "Clients",
            "Which clients, suppliers and partners did you have?",
            "Who sat on the other side of the table and would remember you?",
        ),
    ),
    Sphere(
        "union",
        PROFESSIONAL,
        Words(
            "Fagforening",
            "Hvem kender du fra fagforening, a-kasse eller fagligt netværk?",
            "Tillidsfolk, konsulenter, de andre på kurset, meetups og konferencer.",
        ),
        Words(
            "Union",
            "Whom do you know from a union or a professional network?",
            "Representatives, advisers, the others on the course, meetups and conferences.",
        ),
    ),
    Sphere(
        "sport",
        FRIENDS,
        Words(
            "Sport",
            "Hvem svedte du sammen med?",
            "Holdet, klubben, løberuten, træneren, forældrene på sidelinjen.",
        ),
        Words(
            "Sport",
            "Whom do you do sports with?",
            "The team, the club, the running route, the coach, the parents at the touchline.",
        ),
    ),
    Sphere(
        "association",
        FRIENDS,
        Words(
            "Foreninger",
            "Hvem sad du i bestyrelse, kor, band eller udvalg med?",
            "Foreninger, partier, frivilligt arbejde, brætspil, kolonihaven.",
        ),
        Words(
            "Associations",
            "Whom did you share a board, a choir or a band with?",
            "Clubs, parties, volunteering, board games, the allotment.",
        ),
    ),
    Sphere(
        "neighbours",
        FRIENDS,
        Words(
            "Naboer",
            "Hvem bor, eller boede, ved siden af dig?",
            "Opgangen, vejen, kollegiet, bofællesskabet, dem med hunden.",
        ),
        Words(
            "Neighbours",
            "Who lives, or lived, next to you?",
            "The staircase, the street, the shared flat, those with the dog.",
        ),
    ),
    Sphere(
        "children",
        FRIENDS,
        Words(
            "Børnenes verden",
            "Hvilke forældre kender du fra vuggestue, børnehave og skole?",
            "Forældremøder, legeaftaler, pædagoger, klassens lærere.",
        ),
        Words(
            "Children's school",
            "Which parents do you know from nursery and school?",
            "Parents' evenings, play dates, carers, the class teachers.",
        ),
    ),
    Sphere(
        "community",
        FRIENDS,
        Words(
            "Fællesskaber",
            "Hvem møder du i kirke, moské, synagoge eller lokalråd?",
            "Menigheden, koret, madfællesskabet, grundejerforeningen.",
        ),
        Words(
            "Community",
            "Whom do you meet at church, mosque, synagogue or the local council?",
            "The congregation, the shared kitchen, the residents' association.",
        ),
    ),
    Sphere(
        "travel",
        FRIENDS,
        Words(
            "Rejser",
            "Hvem lærte du at kende på en rejse?",
            "Udlandsåret, højskolen, kurset, vandreturen, dem I stadig sender julekort til.",
        ),
        Words(
            "Travel",
            "Whom did you get to know on a journey?",
            "The year abroad, the course, the hike, those you still send a card at Christmas.",
        ),
    ),
    Sphere(
        "internet",
        PROFESSIONAL,
        Words(
            "Nettet",
            "Hvem kender du kun fra nettet?",
            "Fora, open source, spil, LinkedIn, dem der altid svarer.",
        ),
        Words(
            "Internet",
            "Whom do you know from the internet alone?",
            "Forums, open source, games, LinkedIn, those who always answer.",
        ),
    ),
    Sphere(
        HELPED,
        None,
        Words(
            "Tak",
            "Hvem har hjulpet dig, uden at du fik sagt tak?",
            "En anbefaling, et råd, en aften, en dør. De får et løfte om tak.",
        ),
        Words(
            "Thanks",
            "Who helped you, and was never thanked?",
            "A word for you, advice, an evening, a door. Each is promised thanks.",
        ),
    ),
)
"""All spheres but past jobs, in the order in which they are asked."""

JOB = {
    "da": Words(
        "Tidligere job · {workplace}",
        "Hvem sad ved siden af dig hos {workplace}?",
        "Og hvem var din chef, hvem spiste du frokost med, hvem ville du ansætte igen?",
    ),
    "en": Words(
        "Past job · {workplace}",
        "Who sat beside you at {workplace}?",
        "And who was your boss, whom did you have lunch with, whom would you hire again?",
    ),
}
"""What is asked of each workplace, after the sphere that asks for them."""
