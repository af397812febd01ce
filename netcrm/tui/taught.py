"""Which key to teach where a text names one: the settings may have given its command another."""

from netcrm.tui.commands import named, written

_EVERYWHERE = (
    *("netcrm.undo", "netcrm.redo", "netcrm.save", "netcrm.help", "netcrm.palette"),
    "capture.open",
)
"""The commands that have one key on all pages."""


def key_now(sign: str) -> str:
    """Return what to press for the key that is written SIGN where nothing is changed."""
    for command in map(named, _EVERYWHERE):
        if command.keys != command.own_keys and sign in map(written, command.own_keys.split(",")):
            return command.key or sign
    return sign
