"""State machines of hypothesis, run on with other luck: two open stores, several machines, whatever is added here."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from tests.store.test_machine import Machine
from tests.store.test_machines import Apart
from tests.torture.proof import Counts, Proof

STEPS = 30
EXAMPLES = 20

MACHINES: dict[str, type[RuleBasedStateMachine]] = {
    "runs of two open stores against the definition": Machine,
    "runs of several machines apart": Apart,
}
"""By the row that counts their runs."""


def run_machine(machine: type[RuleBasedStateMachine], examples: int, begin: int) -> None:
    """Run a machine so many times, with the steps that BEGIN leads to. Raises what it raises."""
    how = settings(
        max_examples=examples,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(seed(begin)(machine), settings=how)


def run(luck: Random, folder: Path) -> Iterator[Counts]:
    """Run all machines, one after the other, each time with other steps."""
    while True:
        for row, machine in MACHINES.items():
            run_machine(machine, EXAMPLES, luck.randrange(1 << 62))
            yield {row: EXAMPLES}


PROOF = Proof("models", run, share=3)
