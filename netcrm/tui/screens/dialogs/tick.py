"""A box to tick that is plain without colours too: [x] or [ ]."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class Tick(Widget, can_focus=True):
    """Space or a click ticks it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "tick", "Tick", show=False)]

    value: reactive[bool] = reactive(False)
    """Whether it is ticked."""

    def __init__(self, label: str, *, value: bool, id: str) -> None:
        super().__init__(id=id)
        self._label = label
        self.set_reactive(Tick.value, value)

    def render(self) -> Content:
        """Return the box and its label."""
        return Content(f"[{'x' if self.value else ' '}] {self._label}")

    def on_click(self, event: events.Click) -> None:
        """Tick."""
        event.stop()
        self.action_tick()

    def action_tick(self) -> None:
        """Tick, or take the tick away."""
        self.value = not self.value
