"""One of a few words, turned through with the arrows or the space bar; plain without colours too."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class Turn(Widget, can_focus=True):
    """Shows one of its words between two signs: ‹ monday ›."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space,l", "turn(1)", "Next", show=False),
        Binding("left,h", "turn(-1)", "Before", show=False),
    ]

    value: reactive[str] = reactive("", layout=True)
    """Which of the words it is."""

    def __init__(self, words: Sequence[tuple[str, str]], *, value: str, id: str) -> None:
        """Turn through WORDS, pairs of a value and what is shown for it."""
        super().__init__(id=id)
        self._words = dict(words)
        self.set_reactive(Turn.value, value if value in self._words else next(iter(self._words)))

    def render(self) -> Content:
        """Return the word that it is."""
        return Content(f"‹ {self._words[self.value]} ›")

    def on_click(self, event: events.Click) -> None:
        """Turn on; a click on the first sign turns back."""
        event.stop()
        self.action_turn(-1 if event.x < 2 else 1)

    def action_turn(self, step: int) -> None:
        """Go to the next word, or the one before."""
        values = [*self._words]
        self.value = values[(values.index(self.value) + step) % len(values)]
