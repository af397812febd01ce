"""Which introduction or opportunity is meant: by the beginning of its id, or by a name that leads to one. Pure."""

from collections.abc import Iterable, Mapping

from netcrm.core.errors import BadInputError
from netcrm.core.i18n import _
from netcrm.core.introduction_stages import in_order, next_stages
from netcrm.core.nearest import nearest
from netcrm.core.network import Network
from netcrm.core.opportunity import Opportunity
from netcrm.core.opportunity_stages import title_of
from netcrm.core.record import Record
from netcrm.core.short_ids import short_ids, whole_id
from netcrm.core.text import fold
from netcrm.core.workplaces import aliases

_MOST_NAMED = 5


def find_introduction(network: Network, typed: str) -> str:
    """Return the id of the introduction meant by (the beginning of) an id, or by the name of who it leads to.

    Of a name only those under way count, where there are any. Raises BadInputError where none is meant, or several.
    """
    found = in_order(network)
    wanted = fold(typed)
    named = [one for one in found if wanted and wanted in fold(network.name_of(one.to))]
    named = [one for one in named if next_stages(one)] or named
    return _one(
        typed,
        {one.id: one.record for one in found},
        {one.id: network.name_of(one.to) for one in named},
        [network.name_of(one.to) for one in found],
        nothing=_("there is no introduction “{typed}”"),
        hint=_("`netcrm introductions` lists them"),
    )


def find_opportunity(network: Network, typed: str) -> str:
    """Return the id of the opportunity meant by (the beginning of) an id, by any name of its organisation or its role.

    Of a name only the open ones count, where there are any. Raises BadInputError where none is meant, or several.
    """
    found = [Opportunity(record) for record in network.opportunities.values()]
    key_of, wanted = aliases(network).key_of, fold(typed)
    of = key_of(typed)
    named = [one for one in found if of and key_of(one.org) == of]
    named = named or [one for one in found if wanted and wanted in fold(title_of(one))]
    named = [one for one in named if one.is_open] or named
    return _one(
        typed,
        network.opportunities,
        {one.id: title_of(one) for one in named},
        [name for one in found for name in (one.org, one.role)],
        nothing=_("there is no opportunity “{typed}”"),
        hint=_("`netcrm opportunities` lists them"),
    )


def _one(
    typed: str,
    all_of_them: Mapping[str, Record],
    named: Mapping[str, str],
    names: Iterable[str],
    *,
    nothing: str,
    hint: str,
) -> str:
    if any(typed and id.startswith(typed) for id in all_of_them):
        return whole_id(typed, all_of_them, nothing=nothing, hint=hint)
    if len(named) == 1:
        return next(iter(named))
    if not named:
        near = nearest(typed, names)
        like = _("the nearest names: {names}").format(names=" · ".join(near))
        raise BadInputError(nothing.format(typed=typed), like if near else hint)
    short = short_ids(named, all_of_them)
    told = [f"{short[id]} {name}" for id, name in [*named.items()][:_MOST_NAMED]]
    more = f" … (+{len(named) - _MOST_NAMED})" if len(named) > _MOST_NAMED else ""
    raise BadInputError(
        _("“{typed}” may mean several").format(typed=typed),
        _("say which: {names}").format(names=" · ".join(told) + more),
    )
