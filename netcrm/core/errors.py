"""What can go wrong, in words for the user; knows nothing of where it is shown."""


class NetcrmError(Exception):
    """A failure told to the user: one sentence, a hint on what to do next, and an exit code."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class CannotBeDoneError(NetcrmError):
    """The request was understood, but can't be done; nothing was changed (exit code 1)."""


class BadInputError(NetcrmError):
    """The input can't be understood: usage, an unknown or ambiguous name, a day (exit code 2)."""

    exit_code = 2


class StoreError(NetcrmError):
    """The store can't be read or written (exit code 3)."""

    exit_code = 3


class FormError(StoreError):
    """A change has a form that no store can keep, however often it is tried."""
