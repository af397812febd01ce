"""netcrm: a person's own network in the terminal, in files of their own."""

__version__ = "0.1.0"
