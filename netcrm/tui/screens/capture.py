"""The capture line over whatever is on the screen; returns what was entered and writes nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.screen import ModalScreen

from netcrm.core.capture import Capture
from netcrm.core.network import Network
from netcrm.tui.widgets.capture_bar import CaptureBar


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the line was closed: with a capture (Enter), or with the text that stood there (Esc)."""

    text: str
    capture: Capture | None


class CaptureScreen(ModalScreen[Outcome]):
    """Shows the capture bar at the foot of the screen, everything else stays in sight."""

    def __init__(
        self,
        network: Callable[[], Network],
        today: date,
        *,
        text: str = "",
        chosen: dict[str, str] | None = None,
        settle: Callable[[Capture], Capture] | None = None,
    ) -> None:
        super().__init__(id="capture-screen")
        self._bar = CaptureBar(network, today, text=text, chosen=chosen, settle=settle)

    def compose(self) -> ComposeResult:
        """Lay out the bar."""
        yield self._bar

    @on(CaptureBar.Entered)
    def _entered(self, message: CaptureBar.Entered) -> None:
        self.dismiss(Outcome(message.capture.text, message.capture))

    @on(CaptureBar.Left)
    def _left(self, message: CaptureBar.Left) -> None:
        self.dismiss(Outcome(message.text, None))
