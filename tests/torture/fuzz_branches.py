"""Fuzzing that looks for bytes by the branches they reach, with atheris, which is installed when it is asked for.

As a program (`python -m tests.torture.fuzz_branches TARGET SECONDS FOLDER`) it fuzzes one reader, and ends
with another exit code than 0 where something is found; the bytes that did it are kept beside it.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.torture.proof import Counts, Proof

ROOT = Path(__file__).parents[2]
INSTALLED = ROOT / ".venv" / "atheris"
SECONDS = 12
GRACE_SECONDS = 120

_RUNS = re.compile(r"stat::number_of_executed_units:\s*(\d+)")
_WRONG = re.compile(r"=== Uncaught Python exception: ===\n(.*?)\n==\d+==", re.DOTALL)


def needs() -> str:
    """Install atheris where it is missing; return why that can't be, empty where it is there."""
    if _try().returncode == 0:
        return ""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run(
        [*pip, "--only-binary", ":all:", "--target", str(INSTALLED), "atheris"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 0 and (done := _try()).returncode == 0:
        return ""
    why = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
    return f"atheris can't be installed here ({why}); hypothesis fuzzes all the same"


def _try() -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", "import atheris"],
        env=_environment(),
        capture_output=True,
        text=True,
        check=False,
    )


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(INSTALLED), str(ROOT)])}


def run(luck: Random, folder: Path) -> Iterator[Counts]:
    """Fuzz all targets, one after the other, again and again; what was found stays for the next time."""
    from tests.torture.fuzz_targets import TARGETS

    while True:
        for target in luck.sample(TARGETS, len(TARGETS)):
            corpus = folder / target.name.replace(" ", "-")
            corpus.mkdir(exist_ok=True)
            for n, data in enumerate(target.seeds()):
                corpus.joinpath(f"seed-{n}").write_bytes(data)
            arguments = [target.name, str(SECONDS), str(corpus), str(luck.randrange(1, 1 << 31))]
            done = subprocess.run(
                [sys.executable, "-m", "tests.torture.fuzz_branches", *arguments],
                cwd=folder,
                env=_environment(),
                capture_output=True,
                text=True,
                errors="replace",
                timeout=SECONDS + GRACE_SECONDS,
                check=False,
            )
            said = done.stdout + done.stderr
            if done.returncode:
                wrong = _WRONG.search(said)
                found = [path.read_bytes() for path in folder.glob("crash-*")]
                raise AssertionError(
                    f"{target.name}: {wrong[1] if wrong else said[-2000:]}: {found!r}"
                )
            runs = _RUNS.search(said)
            assert runs, said[-2000:]
            yield {"inputs fuzzed by branches": int(runs[1])}


def fuzz_one(name: str, seconds: str, corpus: str, begin: str) -> None:
    """Fuzz one target in this process, which ends with it."""
    import atheris

    with atheris.instrument_imports(include=["netcrm"]):
        from tests.torture.fuzz_targets import BY_NAME
    check = BY_NAME[name].check
    how = [f"-max_total_time={seconds}", f"-seed={begin}", "-print_final_stats=1", "-max_len=4096"]
    atheris.Setup([sys.argv[0], *how, corpus], check)
    atheris.Fuzz()


PROOF = Proof("every reader, by branches", run, share=4, needs=needs)

if __name__ == "__main__":
    fuzz_one(*sys.argv[1:])
