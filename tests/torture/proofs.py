"""All kinds of proof, in the order in which they run. A new kind, such as several machines or screens, goes here."""

from tests.torture import (
    crash_states,
    damage,
    faults,
    full_disk,
    fuzz,
    fuzz_branches,
    kills,
    model,
    payloads,
    processes,
    system_calls,
)
from tests.torture.proof import Proof

PROOFS: list[Proof] = [
    kills.PROOF,
    faults.PROOF,
    full_disk.PROOF,
    crash_states.PROOF,
    processes.PROOF,
    model.PROOF,
    damage.PROOF,
    payloads.PROOF,
    system_calls.PROOF,
    fuzz.PROOF,
    fuzz_branches.PROOF,
]
