"""`netcrm locate`: where everything is kept."""

from argparse import Namespace

from netcrm.cli.output import say_columns, say_json
from netcrm.cli.session import config_file, place_of


def locate(arguments: Namespace) -> int:
    """Print the folders and files of this store; makes none of them."""
    place = place_of(arguments)
    found = {
        "store": str(place.data),
        "journal": str(place.data / "journal"),
        "state": str(place.state),
        "config": str(config_file()),
    }
    if arguments.json:
        say_json({**found})
    else:
        say_columns(found.items())
    return 0
