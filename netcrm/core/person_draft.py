"""A person as a file tells of them, before anybody has decided whether the network knows them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """One person of a file; all text is clean, lists have no doubles and the preferred first.

    `birthday` is ISO text, `--MM-DD` where the year is not known, or empty; `known_since` an ISO day
    or empty; `line` counts from 1. `source` names the kind of file, `source_id` the person in it:
    what the file itself says (`given_id`), or a hash of what hardly changes.
    """

    name: str
    nicknames: tuple[str, ...] = ()
    org: str = ""
    title: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    birthday: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    known_since: str = ""
    source: str = ""
    source_id: str = ""
    given_id: bool = False
    line: int = 0
