"""Run netcrm with `python -m netcrm`; holds nothing of its own."""

from netcrm.cli import run

if __name__ == "__main__":
    run()
