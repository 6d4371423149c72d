"""Kills the commands that write, and lets each of their calls to the system fail: what is left.

    python bench/kills.py [--kills 300] [--seed 1] [--failures]

A command is first run once, to count the calls by which it changes a file of
the review or an output (`bench/stopping.py`). Then one of these calls is drawn,
again and again, and the command kills itself there with SIGKILL, halfway
through the call where it is a `write`: every kill is known to have hit the
writing. What a reader sees then has to be all of the old or all of the new
(else *half new*; *no set*, if there is none), every file what it was or what it
was to become (else *harmed*), and the same command has to go through at once,
to the same result as without the kill, and leave nothing lying about (else
*blocked*).

With `--failures` each call, one after the other, fails: with a damaged disk,
with no space left, and with a disk that is full from there on. The command has
to leave with 2 and one line, or to get around it (else *untold*), and the same
is asked of what is left.

The controls are the same commands, writing each file over where it stands; they
have to fail. Exits 1 if a command failed, or a control did not.
"""

from __future__ import annotations

import argparse
import errno
import os
import re
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, suppress
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING
from unittest.mock import patch

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:  # to mypy the scripts of this folder are modules of no package
    from stopping import Act, fail_at, full_from, in_child, kill_at, let_be, watched
else:
    from bench.stopping import Act, fail_at, full_from, in_child, kill_at, let_be, watched
from evidence.cli import main as evidence  # noqa: E402
from evidence.files import editing, outputs, replacing, starter  # noqa: E402
from evidence.files.replacing import FileChange  # noqa: E402
from evidence.yaml.dump import Draft  # noqa: E402

State = dict[str, bytes]
Patch = Callable[[], AbstractContextManager[object]]

LEFT = re.compile(r"\..*\.evidence-(partial|held|new|old|undo)")
SHEET = "claim,verdict,by,date\ngarden_keepers,faithful,ann,2026-01-02\n"
CLAIM = (
    "--statement So_it_is. --source kim2003 --at page=3 --unfitted"
    " --facet context=town --facet role=effect --id"
)


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of a command: its exit code, what it said of mistakes, the calls that it made."""

    code: int
    said: str
    calls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """A command that writes, in a folder that is made ready for it.

    Shape: `before` are the commands and changes that lead there, in order;
           `again` is the command after a stop, the same where it is empty;
           `mixed` if a kill may leave a mixed set until then, as is documented;
           `last` is the file that makes a set of the others: without it a
           reader sees none, whatever else is there already.
    """

    name: str
    command: str
    before: tuple[str | Callable[[Path], object], ...] = ()
    again: str = ""
    patches: tuple[Patch, ...] = ()
    mixed: bool = False
    last: str = ""


@dataclass(frozen=True, slots=True)
class Ready:
    """A trial with its folder, what that holds before and after, and the calls in between."""

    trial: Trial
    folder: Path
    old: State
    new: State
    calls: tuple[str, ...]


def reworded(folder: Path) -> None:
    """Change the title of the review, which stands in all outputs but the tables."""
    claims = folder / "claims.yaml"
    text = claims.read_text("utf-8").replace("Gardens in schools", "Beds in schools")
    claims.write_text(text.replace("every week", "each week"), "utf-8")


def requoted(folder: Path) -> None:
    """Change a quote, so that it is verified anew."""
    claims = folder / "claims.yaml"
    claims.write_text(claims.read_text("utf-8").replace("once a week is", "week is"), "utf-8")


def noted(folder: Path) -> None:
    """Put a file of one's own among the outputs."""
    (folder / "build" / "notes.txt").write_text("mine", "utf-8")


def unneeded(folder: Path) -> None:
    """Leave a claim that nothing rests on."""
    claims = folder / "claims.yaml"
    claims.write_text(claims.read_text("utf-8").replace(", garden_summer", ""), "utf-8")


def filled(folder: Path) -> None:
    """Fill in a sheet."""
    (folder / "sheet.csv").write_text(SHEET, "utf-8")


TWO_RENAMES = partial(patch.object, replacing, "exchange", lambda *_: False)
BUILD, DRAW = "build --to html,md,json,csv", "audit --size 3 --seed 7"
INIT = "init ."
TRIALS = (
    Trial("build", BUILD, (INIT, BUILD, reworded)),
    Trial("build, the first", BUILD, (INIT,)),
    Trial("build, two renames", BUILD, (INIT, BUILD, reworded), patches=(TWO_RENAMES,)),
    Trial("build, a folder that stays", BUILD, (INIT, BUILD, noted, reworded), mixed=True),
    Trial("verify", "verify", (INIT, "verify", requoted)),
    Trial("audit, drawn", DRAW, (INIT, filled)),
    Trial("audit, recorded", "audit --record sheet.csv", (INIT, filled, DRAW)),
    Trial("add", f"add {CLAIM} first", (INIT,), again=f"add {CLAIM} second"),
    Trial("page, add", "page add first", (INIT,), again="page add second"),
    Trial("page, change", "page change garden_keepers", (INIT,)),
    Trial("page, delete", "page delete garden_summer", (INIT, unneeded), again="page add second"),
    Trial("init", INIT, last="claims.yaml"),
)


def saved_by_page(what: str, id_: str) -> int:
    """Save as the page of `evidence serve` does, in the folder where this is called."""
    from evidence.serving.saving import Saving  # noqa: PLC0415 - an extra
    from evidence.serving.workspace import Workspace  # noqa: PLC0415

    folder = Path()
    saving = Saving(Workspace(folder))
    if what == "add":
        claim: Draft = {
            "id": id_, "statement": "So it is.", "sources": ("kim2003",), "at": {"page": "3"},
            "unfitted": True, "context": "town", "role": "effect",
        }  # fmt: skip
        return bool(saving.add(claim).why)
    _, item = saving.workspace.items(saving.workspace.state())[id_]
    changes = {"caveat": "Few were asked."} if what == "change" else None
    return bool(saving.change(id_, item.mark, changes).why)


def over_a_set(folder: Path, said: str, change: FileChange, judge: object) -> None:
    """Write a set as programs do that take no care."""
    del said, judge
    for name, data in change.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        over(folder / name, data)


def over_a_file(path: Path, before: bytes, after: bytes, *, through_links: bool = False) -> None:
    """Write a file as programs do that take no care."""
    del before, through_links
    over(path, after)


def over_a_folder(folder: Path, files: State) -> None:
    """Begin a review as programs do that take no care."""
    over_a_set(folder, "", FileChange(files), None)


def over(path: Path, data: bytes) -> None:
    """Write over a file where it stands."""
    to = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    os.write(to, data)
    os.close(to)


def careless(trial: Trial) -> Trial:
    """Return the control of a trial: the same, each file written over where it stands."""
    patches = (
        partial(patch.object, outputs, "replace_set", over_a_set),
        partial(patch.object, editing, "replace", over_a_file),
        partial(patch.object, starter, "_write", over_a_folder),
    )
    return replace(trial, name=f"control: {trial.name}", patches=patches, mixed=False)


def run(folder: Path, command: str, act: Act = let_be, patches: Iterable[Patch] = ()) -> Ran:
    """Run a command in a folder, in a copy of this process that can be stopped."""
    said, called = folder.parent / "said", folder.parent / "called"
    for path in (said, called):
        path.unlink(missing_ok=True)

    def work() -> int:
        os.chdir(folder)
        os.dup2(os.open(os.devnull, os.O_RDWR), 1)
        os.dup2(os.open(said, os.O_WRONLY | os.O_CREAT), 2)
        sys.stdout, sys.stderr = (os.fdopen(n, "w", closefd=False) for n in (1, 2))
        sys.argv = ["evidence", *command.split()]
        code: object = 0
        with ExitStack() as stack:
            for each in patches:
                stack.enter_context(each())
            names = stack.enter_context(watched(folder, act))
            try:
                if command.startswith("page "):
                    code = saved_by_page(*command.split()[1:])
                else:
                    evidence()
            except SystemExit as left:
                code = left.code
        called.write_text(f"{' '.join(names)}\n{' '.join(sys.modules)}", "utf-8")
        return code if isinstance(code, int) else 0

    code = in_child(work)
    told = called.read_text("utf-8") if called.exists() else ""
    calls, _, modules = told.partition("\n")
    for name in modules.split():  # the next one has them already
        with suppress(ImportError):
            import_module(name)
    return Ran(code, said.read_text("utf-8") if said.exists() else "", tuple(calls.split()))


def made_ready(trial: Trial, root: Path) -> Ready:
    """Return a trial with its folder, run once to see what it does."""
    folder = root / "ready" / "review"
    shutil.rmtree(folder.parent, ignore_errors=True)
    folder.mkdir(parents=True)
    for step in trial.before:
        if isinstance(step, str):
            checked_run(folder, step)
        else:
            step(folder)
    kept = root / "kept" / str(abs(hash(trial.name)))
    shutil.copytree(folder, kept)
    old = state(folder)
    done = checked_run(folder, trial.command, trial.patches)
    return Ready(trial, kept, old, state(folder), done.calls)


def checked_run(folder: Path, command: str, patches: Iterable[Patch] = ()) -> Ran:
    """Run a command that has to go through."""
    done = run(folder, command, patches=patches)
    if done.code:
        sys.exit(f"{command}: exit {done.code}\n{done.said}")
    return done


def state(folder: Path) -> State:
    """Return what a reader sees below a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    named = ((path.relative_to(folder).as_posix(), path) for path in files)
    return {n: path.read_bytes() for n, path in named if not any(map(LEFT.fullmatch, n.split("/")))}


def left(folder: Path) -> list[str]:
    """Return what a command that was stopped has left."""
    return [path.name for path in folder.rglob(".*") if LEFT.fullmatch(path.name)]


def stopped(ready: Ready, root: Path, act: Act) -> tuple[Ran, State, Path]:
    """Run a trial in a new copy of its folder, and return what that holds."""
    folder = root / "run" / "review"
    shutil.rmtree(folder.parent, ignore_errors=True)
    folder.parent.mkdir()
    shutil.copytree(ready.folder, folder)
    ran = run(folder, ready.trial.command, act, ready.trial.patches)
    return ran, state(folder), folder


def judged(ready: Ready, now: State, folder: Path, root: Path) -> Iterator[str]:
    """Yield what is wrong with what a stopped command has left: the words of the table."""
    old, new = ready.old, ready.new
    names = {*now, *old, *new}
    strange = {name for name in names if now.get(name) not in (old.get(name), new.get(name))}
    outputs = {name for name in {*old, *new} if name.startswith("build/")}
    if strange and strange == outputs and not strange & set(now):
        yield "no set"
    elif strange:
        yield "harmed"
    elif now not in (old, new) and ready.trial.last in {"", *now}:
        yield "half new"
    if now == old and not left(folder):
        return  # all is as it was: the next one does what the first one did
    wanted = new
    if ready.trial.again:  # another one: what it makes of what is there, without what was left
        clean = root / "clean" / "review"
        shutil.rmtree(clean.parent, ignore_errors=True)
        for name, data in now.items():
            (clean / name).parent.mkdir(parents=True, exist_ok=True)
            (clean / name).write_bytes(data)
        run(clean, ready.trial.again)
        wanted = state(clean)
    again = run(folder, ready.trial.again or ready.trial.command)
    if again.code or state(folder) != wanted or left(folder):
        yield "blocked"


def killed(ready: Ready, root: Path, number: int) -> Iterator[str]:
    """Kill a command at a call, and yield what is wrong then."""
    ran, now, folder = stopped(ready, root, kill_at(number))
    if ran.code != -signal.SIGKILL:
        yield "missed"
    yield from judged(ready, now, folder, root)


def failed(ready: Ready, root: Path, act: Act) -> Iterator[str]:
    """Let calls of a command fail, and yield what is wrong then."""
    ran, now, folder = stopped(ready, root, act)
    lines = ran.said.splitlines()
    told = lines[:1] and lines[0].startswith("evidence: ") and len(lines) < 3
    if not (ran.code == 2 and told and now in (ready.old, ready.new)) and not (
        ran.code == 0 and now == ready.new
    ):
        yield "untold"
    yield from judged(ready, now, folder, root)


WRONG = ("missed", "untold", "half new", "no set", "harmed", "blocked")


def row(name: str, number: int, found: Counter[str]) -> None:
    """Print a row of the table."""
    print(f"{name:<36}{number:>6}" + "".join(f"{found[word]:>10}" for word in WRONG), flush=True)


def kills(readies: Iterable[Ready], root: Path, number: int, random: Random) -> bool:
    """Kill commands as often as asked for, and return whether nothing went wrong."""
    readies = list(readies)
    found = {ready.trial.name: Counter[str]() for ready in readies}
    times = Counter[str]()
    for turn in range(number):
        ready = readies[turn % len(readies)]
        times[ready.trial.name] += 1
        at = random.randint(1, len(ready.calls))
        found[ready.trial.name].update(killed(ready, root, at))
    for ready in readies:
        row(ready.trial.name, times[ready.trial.name], found[ready.trial.name])
    return not any(wrong(ready.trial, found[ready.trial.name]) for ready in readies)


def wrong(trial: Trial, found: Counter[str]) -> int:
    """Return how much of what was found is not as documented."""
    allowed = {"half new"} if trial.mixed else {"no set"} if TWO_RENAMES in trial.patches else set()
    return sum(number for word, number in found.items() if word not in allowed)


def controls(root: Path) -> bool:
    """Kill the careless commands at each call, and return whether all of them failed."""
    good = True
    for trial in TRIALS:
        if trial.name in {"build", "verify", "audit, recorded", "add", "init"}:
            ready = made_ready(careless(trial), root)
            found = Counter[str]()
            for at in range(1, len(ready.calls) + 1):
                found.update(killed(ready, root, at))
            row(ready.trial.name, len(ready.calls), found)
            good = good and found.total() > 0 and not found["missed"]
    return good


def failures(readies: Iterable[Ready], root: Path) -> bool:
    """Let each call of each command fail, and return whether nothing went wrong."""
    good = True
    for ready in readies:
        found = Counter[str]()
        calls = range(1, len(ready.calls) + 1)
        acts = [fail_at(n, code) for n in calls for code in (errno.EIO, errno.ENOSPC)]
        acts += [full_from(n) for n in calls]
        for act in acts:
            found.update(failed(ready, root, act))
        row(ready.trial.name, len(acts), found)
        good = good and not found.total()
    return good


def main() -> None:
    """Run the kills, the controls and the failures, and print a table of each."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--failures", action="store_true", help="let each call fail as well")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name).resolve()
        os.environ["XDG_CACHE_HOME"] = str(root / "cache")
        readies = [made_ready(trial, root) for trial in TRIALS]
        print("calls: " + ", ".join(f"{len(r.calls)} of {r.trial.name}" for r in readies) + "\n")
        print(
            f"{f'killed, seed {asked.seed}':<36}{'times':>6}" + "".join(f"{w:>10}" for w in WRONG)
        )
        good = kills(readies, root, asked.kills, Random(asked.seed))
        good = controls(root) and good
        if asked.failures:
            print(f"\n{'each call fails':<36}{'times':>6}" + "".join(f"{w:>10}" for w in WRONG))
            good = failures(readies, root) and good
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
