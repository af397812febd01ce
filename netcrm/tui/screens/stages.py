"""What the board and the introductions share: lists of what goes through stages, moved by one key, and a card."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import ClassVar

from netcrm.core.changes import follow_ups
from netcrm.core.changes.steps import open_steps
from netcrm.core.errors import CannotBeDoneError
from netcrm.core.i18n import _
from netcrm.core.record import Change, Record
from netcrm.tui.screens.people import PeoplePage
from netcrm.tui.widgets.card_pane import CardPane
from netcrm.tui.widgets.pane import Pane

_ONE = frozenset({"advance", "choose_stage", "done", "edit", "delete", "show"})
"""Actions that need something under the cursor."""


class StagesPage(PeoplePage):
    """Lists of what goes through stages, and the card of the one under the cursor; Enter shows that alone."""

    AUTO_FOCUS = ""
    FIELD: ClassVar[str]
    """The field of follow-ups that names one."""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  as Textual has it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-high")]  # noqa: RUF012  as Textual has it

    # -- what a page says -----------------------------------------------------------------------

    def lists(self) -> Sequence[Pane[object]]:
        """Return the lists, in the order in which the keys go through them."""
        raise NotImplementedError

    def card(self) -> CardPane:
        """Return the card."""
        raise NotImplementedError

    def table(self) -> Mapping[str, Record]:
        """Return the records, by id."""
        raise NotImplementedError

    def ahead(self, id: str) -> Sequence[StrEnum]:
        """Return the stages that are ahead of one, the next first."""
        raise NotImplementedError

    def word(self, stage: StrEnum) -> str:
        """Return a stage in the user's language."""
        raise NotImplementedError

    def moved(self, id: str, stage: StrEnum) -> Change:
        """Return the change that brings one to a stage today."""
        raise NotImplementedError

    @property
    def nothing(self) -> str:
        """What to say where nothing is under the cursor."""
        raise NotImplementedError

    # -- what is under the cursor ---------------------------------------------------------------

    def seen(self) -> list[Pane[object]]:
        """Return the lists that are laid out at this size."""
        return [pane for pane in self.lists() if _is_laid_out(pane)]

    @property
    def current(self) -> str:
        """The id of what is under the cursor, or empty."""
        if self.has_class("-alone"):
            return self.card().shown_id
        for pane in self.seen():
            if pane.has_focus:
                return pane.current or ""
        return self.card().shown_id

    def there(self) -> str:
        """Return the id of what is under the cursor; raises CannotBeDoneError for nothing, or what is gone."""
        if (id := self.current) in self.table():
            return id
        raise CannotBeDoneError(self.nothing)

    def go_to(self, id: str) -> None:
        """Put the cursor on one, in the list that has it."""
        for pane in self.seen():
            if pane.go_to(id):
                if not self.has_class("-alone"):
                    pane.focus()
                break
        self.card().shown_id = id
        self.refresh_keys()

    def focus_somewhere(self) -> None:
        """Give the focus to the first list with something in it, where none that is seen has it."""
        panes = self.seen()
        wanted, self._before = self._before or self.card().shown_id, ""
        settled = [pane for pane in panes if pane.has_focus and pane.rows]
        if self.has_class("-alone") or settled or not panes:
            for (
                pane
            ) in settled:  # the focus may be here because the list that had it is not seen now
                if pane.go_to(wanted):
                    self.card().shown_id = wanted
            self.refresh_keys()
            return
        holding = [pane for pane in panes if wanted and pane.go_to(wanted)]
        full = [pane for pane in panes if pane.rows]
        pane = next(iter((*holding, *full, *panes)))
        pane.focus()
        self.card().shown_id = pane.current or ""
        self.refresh_keys()

    def on_mount(self) -> None:
        """Go to the first list."""
        super().on_mount()
        self.call_after_refresh(self.focus_somewhere)
        self.screen_layout_refresh_signal.subscribe(self, self._laid_out)

    _before = ""
    """The id of what is under the cursor, from a change of the size until the focus has found its list."""

    def on_resize(self) -> None:
        """Go where the focus can be seen, to what was under the cursor."""
        self._before = self._before or self.card().shown_id
        self.call_after_refresh(self.focus_somewhere)

    def watch_network(self) -> None:
        """Leave the card alone where it is of nothing any more."""
        super().watch_network()
        if self.is_mounted:
            self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        shown = self.card().shown_id
        panes = self.lists() if self.has_class("-alone") else self.seen()
        if shown and any(pane.go_to(shown) for pane in panes):
            return
        self.remove_class("-alone")
        for pane in self.seen():
            if pane.has_focus:
                if not pane.rows:
                    pane.blur()
                    break
                self.card().shown_id = pane.current or ""
                return
        self.card().shown_id = ""
        self._is_lost = True
        self.call_after_refresh(self.focus_somewhere)

    _is_lost = False
    """Whether nothing is under the cursor until the lists are laid out."""

    def _laid_out(self, _screen: object) -> None:
        if self._is_lost and self.seen():
            self._is_lost = False
            self.focus_somewhere()

    def highlighted(self, pane: object, key: str | None) -> None:
        """Show the card of what the cursor of a list came to."""
        if not isinstance(pane, Pane) or self._before or key != pane.current:
            return  # a list that just came up, or where the cursor has moved on since
        if pane.has_focus and not self.has_class("-alone"):
            self.card().shown_id = key or ""
            self.refresh_keys()

    # -- keys -----------------------------------------------------------------------------------

    def why_not(self, action: str) -> str:
        """Return why an action can't be taken now."""
        name = action.partition("(")[0]
        if name in _ONE and self.is_mounted and not self.current:
            return self.nothing
        if name in ("advance", "choose_stage") and self.is_mounted and not self.ahead(self.current):
            return _("it is at its end; u takes the last change back")
        return super().why_not(action)

    def action_advance(self) -> None:
        """Bring what is under the cursor to the next stage."""
        if why := self.why_not("advance"):
            self.flash.refuse(why)
            return
        id = self.current
        stage = self.ahead(id)[0]
        if self.act(lambda: self.moved(id, stage)):
            self.go_to(id)

    def action_step_back(self) -> None:
        """Say how a step is taken back."""
        self.flash.refuse(_("a stage does not go back"), _("u takes the last change back"))

    def action_choose_stage(self) -> None:
        """Ask which stage it has come to."""
        self.start(self._choose_stage())

    async def _choose_stage(self) -> None:
        from netcrm.tui.screens.dialogs.menu import MenuDialog, Row

        if why := self.why_not("choose_stage"):
            self.flash.refuse(why)
            return
        id = self.current
        offered = self.ahead(id)
        rows = [
            Row(str(stage), str(number), self.word(stage))
            for number, stage in enumerate(offered, 1)
        ]
        answer = await self.ask(MenuDialog(_("Which stage has it come to?"), rows))
        if answer:
            stage = next(stage for stage in offered if stage == answer)
            if self.act(lambda: self.moved(id, stage)):
                self.go_to(id)

    def action_done(self) -> None:
        """Tick the next step off."""
        id = self.current
        if not id:
            self.flash.refuse(self.nothing)
        elif not self.has_next(id):
            self.flash.refuse(_("no next step is noted"))
        elif self.act(lambda: self.done(id)):
            self.go_to(id)

    def has_next(self, id: str) -> bool:
        """Return whether a next step of one is noted."""
        return bool(open_steps(self.network, self.FIELD, id))

    def done(self, id: str) -> Change:
        """Return the change that ticks the next step of one off."""
        steps = open_steps(self.network, self.FIELD, id)
        return follow_ups.done(self.network, [steps[0].id], today=self.today)

    def action_show(self) -> None:
        """Show the card alone, or the lists again."""
        if not self.current and not self.has_class("-alone"):
            self.flash.refuse(self.nothing)
            return
        self.toggle_class("-alone")
        if self.has_class("-alone"):
            self.card().focus()
        self.call_after_refresh(self.focus_somewhere)

    def action_back(self) -> None:
        """Go back to the lists, or to the page before."""
        if self.has_class("-alone"):
            self.action_show()
        else:
            super().action_back()


def _is_laid_out(pane: Pane[object]) -> bool:
    """Return whether a list has room at this size of the screen."""
    return bool(pane.region)
