"""The data folder in a real git repository, cloned by several machines."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from netcrm.store.place import Place
from tests.store.kit import TODAY, add, journals, names, opened, shown

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")


def git(place: Place, *words: str, fails: bool = False) -> str:
    """Run git in the data folder and return what it prints; see that it fails just where told."""
    fixed = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@example.org",
    }
    done = subprocess.run(
        ["git", *words],
        cwd=place.data,
        env={**os.environ, **fixed},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode != 0) == fails, done.stdout + done.stderr
    return done.stdout


def write(place: Place, *people: str) -> None:
    """Open the app, add people, quit."""
    store = opened(place)
    store.poll(TODAY)
    for name in people:
        add(store, name)
    store.checkpoint()
    store.close()


def commit(place: Place) -> None:
    """Commit all that git would."""
    git(place, "add", "--all")
    git(place, "commit", "--quiet", "--allow-empty", "--message", "network")


@pytest.fixture
def desk(tmp_path) -> Place:
    """A machine whose data folder is a repository with a remote one."""
    place = Place(tmp_path / "desk" / "network", tmp_path / "desk" / "state")
    write(place, "Anna")
    git(place, "init", "--quiet", "--initial-branch", "main")
    commit(place)
    git(place, "clone", "--quiet", "--bare", ".", str(tmp_path / "hub"))
    git(place, "remote", "add", "origin", str(tmp_path / "hub"))
    git(place, "push", "--quiet", "--set-upstream", "origin", "main")
    return place


def clone(desk: Place, name: str) -> Place:
    """Return another machine with a clone."""
    folder = desk.data.parents[1]
    place = Place(folder / name / "network", folder / name / "state")
    git(desk, "clone", "--quiet", str(folder / "hub"), place.data_path)
    return place


def test_derived_files_stay_out_of_the_repository(desk) -> None:
    """What is committed are the journals and what says what they are."""
    names_of_files = git(desk, "ls-files").split()
    assert len([name for name in names_of_files if name.startswith("journal/")]) == 1
    assert {name for name in names_of_files if "/" not in name} == {
        ".gitattributes",
        ".gitignore",
        ".stignore",
        "README.txt",
    }
    assert (desk.data / "contacts.json").exists()
    assert git(desk, "status", "--porcelain") == ""


@pytest.mark.parametrize("how", ["--no-rebase", "--rebase"])
def test_two_clones_that_diverge_merge_by_themselves(desk, how) -> None:
    """Each machine writes its own files: nothing conflicts, whoever pulls first."""
    laptop = clone(desk, "laptop")
    for turn in range(3):
        write(desk, f"desk {turn}")
        write(laptop, f"laptop {turn}")
        for place in (desk, laptop):
            commit(place)
            git(place, "pull", "--quiet", "--no-edit", how)
            git(place, "push", "--quiet")
        git(desk, "pull", "--quiet", how)
        assert shown(opened(desk)) == shown(opened(laptop))
    assert len(names(opened(desk))) == 7
    assert opened(desk).warnings == [] == opened(laptop).warnings
    assert git(desk, "status", "--porcelain") == ""


def test_a_checkout_of_an_older_state_loses_nothing(desk) -> None:
    """What was written since comes back, and going on from there conflicts with nothing."""
    laptop = clone(desk, "laptop")
    write(laptop, "Bo")
    commit(laptop)
    git(laptop, "push", "--quiet")
    write(desk, "Carl")
    commit(desk)
    git(desk, "pull", "--quiet", "--no-rebase", "--no-edit")
    write(desk, "Dea")
    commit(desk)
    everybody = {"Anna", "Bo", "Carl", "Dea"}
    assert names(opened(desk)) == everybody
    first = git(desk, "rev-list", "--max-parents=0", "HEAD").split()[0]
    git(desk, "checkout", "--quiet", first)
    assert len(journals(desk)) == 1
    assert names(opened(desk)) == everybody
    write(desk, "Eva")
    git(desk, "checkout", "--quiet", "main")
    write(desk)
    commit(desk)
    assert names(opened(desk)) == everybody | {"Eva"}
    git(desk, "push", "--quiet")
    git(laptop, "pull", "--quiet")
    assert names(opened(laptop)) == everybody | {"Eva"}
    assert opened(laptop).warnings == []
    git(desk, "reset", "--quiet", "--hard", first)
    git(desk, "clean", "--quiet", "--force", "-d", "-x")
    assert names(opened(desk)) == everybody | {"Eva"}


def twins(desk: Place) -> Place:
    """Return a machine with the same state, after both have written to the same file and committed."""
    twin = clone(desk, "twin")
    shutil.copytree(desk.state, twin.state)
    for place, name in ((desk, "by desk"), (twin, "by twin")):
        store = opened(place)
        add(store, name)
        store.close()
        commit(place)
    git(desk, "push", "--quiet")
    return twin


def test_a_file_that_two_have_written_to_is_merged_line_by_line(desk) -> None:
    """A copied state folder: `.gitattributes` lets git keep the lines of both."""
    twin = twins(desk)
    git(twin, "pull", "--quiet", "--no-rebase", "--no-edit")
    assert names(opened(twin)) == {"Anna", "by desk", "by twin"}
    assert all("damaged" not in said for said in opened(twin).warnings)
    write(twin, "more")
    commit(twin)
    git(twin, "push", "--quiet")
    git(desk, "pull", "--quiet", "--no-rebase", "--no-edit")
    write(desk, "still more")
    assert names(opened(desk)) == {"Anna", "by desk", "by twin", "more", "still more"}
    assert opened(desk).device != opened(twin).device


@pytest.mark.parametrize("resolve", [None, "--ours", "--theirs"])
def test_a_merge_that_went_wrong_loses_nothing(desk, resolve) -> None:
    """Without `.gitattributes` git leaves its marks in the file, or somebody takes one side of it."""
    (desk.data / ".gitattributes").unlink()
    commit(desk)
    git(desk, "push", "--quiet")
    twin = twins(desk)
    git(twin, "pull", "--quiet", "--no-rebase", "--no-edit", fails=True)
    if resolve:
        git(twin, "checkout", resolve, ".")
    write(twin)
    found = names(opened(twin))
    assert {"Anna", "by twin"} <= found
    assert ("by desk" in found) == (resolve != "--ours")
    assert names(opened(desk)) == {"Anna", "by desk"}


def test_line_ends_that_git_has_changed_are_no_damage(desk) -> None:
    """A clone with `core.autocrlf` and no attributes."""
    (desk.data / ".gitattributes").unlink()
    commit(desk)
    git(desk, "push", "--quiet")
    laptop = clone(desk, "laptop")
    git(laptop, "config", "core.autocrlf", "true")
    for path in journals(laptop):
        path.unlink()
    git(laptop, "checkout", "--quiet", ".")
    assert any(b"\r\n" in path.read_bytes() for path in journals(laptop))
    write(laptop, "Bo")
    assert names(opened(laptop)) == {"Anna", "Bo"}
    assert opened(laptop).warnings == []


def test_what_the_readme_says_about_git_works(desk) -> None:
    """The commands of the page, as they stand there."""
    page = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    part = page[page.index("### With git") : page.index("### With Syncthing")]
    for command in ("git init", "git add --all", "git commit", "git pull", "git push"):
        assert command in part
    for line in (desk.data / ".gitignore").read_text().splitlines():
        assert line.startswith("#") or line in part
    page = page[page.index("### With Syncthing") :]
    for line in (desk.data / ".stignore").read_text().splitlines():
        assert line.startswith("//") or line in page
