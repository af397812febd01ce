"""The settings: one TOML file, read and checked, and written with its comments kept; knows no store and no screen."""

from netcrm.config.reading import load, load_rules, read
from netcrm.config.settings import Settings

__all__ = ["Settings", "load", "load_rules", "read"]
