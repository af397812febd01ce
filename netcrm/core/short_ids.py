"""Ids as people type them: the shortest beginning that no other has, as git has it. Pure."""

from collections.abc import Iterable

from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _

LEAST = 4
"""Signs that a short id has at least, so that it stays unambiguous for a while."""

_MOST_NAMED = 5


def short_ids(wanted: Iterable[str], among: Iterable[str]) -> dict[str, str]:
    """Return for each of the WANTED ids the shortest beginning that no other AMONG all ids has."""
    lengths = dict.fromkeys(wanted, LEAST)
    alike: dict[str, list[str]] = {}
    for id in lengths:
        alike.setdefault(id[:LEAST], []).append(id)
    for other in among:
        for id in alike.get(other[:LEAST], ()):
            if other != id:
                lengths[id] = max(lengths[id], _common(id, other) + 1)
    return {id: id[:length] for id, length in lengths.items()}


def whole_id(typed: str, among: Iterable[str], *, nothing: str, hint: str) -> str:
    """Return the one id AMONG these that is, or begins with, what was TYPED.

    Raises BadInputError with the sentence NOTHING where there is none, and where there are several.
    """
    found = [id for id in among if id.startswith(typed)] if typed else []
    if typed in found or len(found) == 1:
        return typed if typed in found else found[0]
    if not found:
        raise BadInputError(nothing, hint)
    names = " · ".join([*short_ids(found, found).values()][:_MOST_NAMED])
    more = f" … (+{len(found) - _MOST_NAMED})" if len(found) > _MOST_NAMED else ""
    raise BadInputError(
        _("{n} ids begin with {id}").format(n=len(found), id=typed),
        _("say which: {names}").format(names=names + more),
    )


def _common(one: str, other: str) -> int:
    """Return how many signs the beginnings of two texts have in common."""
    least = min(len(one), len(other))
    return next((at for at in range(least) if one[at] != other[at]), least)
