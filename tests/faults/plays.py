"""What happens to a command in a scene, and what must hold then."""

from __future__ import annotations

import os
import shutil
import signal
import time
from pathlib import Path
from typing import NamedTuple

from tests.faults import demands
from tests.faults.scenes import SCENES
from tests.support.runs import files_of

KILLED = -signal.SIGKILL
CODES = {"kill": {KILLED, 0}, "term": {128 + signal.SIGTERM, 0}}
OF_DISKS = ("EIO", "ENOSPC")
OF_INPUTS = ("gone", "cut", "grown", "closed")
HARMLESS = ("slow", "past", "future")  # nothing may come of them
TOGETHER = ("beside", "beside, first killed", "beside, second killed")
KINDS = (*CODES, *OF_DISKS, *OF_INPUTS, *HARMLESS, *TOGETHER)
DAYS = {"past": -1, "future": 3 * 365}
EARLY = 80  # moments, in which a second run takes the lock or is refused


class Play(NamedTuple):
    """A scene that is played in a place with a fault of some kind at a moment."""

    stage: object
    name: str
    place: Path
    kind: str
    moment: int

    @property
    def scene(self):
        return SCENES[self.name]

    @property
    def known(self):
        return self.stage.undisturbed(self.name)

    @property
    def files(self):
        return self.place / "files"

    def start(self, kind="none", moment=0, count="count"):
        """Start the command."""
        return self.stage.start(self.place, self.scene.command, kind, moment, count)


def moments_of(stage, name, kind):
    """How many moments a scene has for a kind of fault; 0 if it cannot happen there."""
    known = stage.undisturbed(name)
    return known.looks if kind in OF_INPUTS else known.moments


def played(stage, name, kind, moment):
    """Let a fault happen at a moment of a scene, and see what must hold: how many were killed."""
    known = stage.undisturbed(name)
    assert known.moments
    play = Play(stage, name, stage.folder / f"{name} {kind} {moment}", kind, moment)
    stage.prepared(name, play.place)
    changed = ""
    if kind in TOGETHER:
        codes = beside(play)
    elif kind in OF_INPUTS:
        codes, changed = with_an_input(play)
    else:
        codes = alone(play)
    demands.ends_well(play, changed)
    shutil.rmtree(play.place)
    return codes.count(KILLED)


def alone(play):
    """The command meets a fault."""
    inputs = files_of(play.files / "in")
    done = play.start(play.kind, play.moment).done()
    demands.says_what_is_wrong(done, CODES.get(play.kind, {0, 2}))
    demands.no_input_is_lost(play, inputs)
    if play.kind in HARMLESS:
        assert done.returncode == 0, done.stderr
        demands.comes_to(play, done)
    if play.kind in DAYS:
        then = time.time() + 86400 * DAYS[play.kind]
        for path in (play.files / "in").rglob("*"):
            os.utime(path, (then, then))
    elif done.returncode == 0 and play.kind in OF_DISKS:
        assert done.stdout == play.known.said, "less came out, and nothing was said"
    return [done.returncode]


def with_an_input(play):
    """Something happens to an input, whose name is told; then it is put back as it was."""
    run = play.start(play.kind, play.moment)
    done = run.done()
    demands.says_what_is_wrong(done, {0, 2})
    kept = Path(f"{run.count}.input")
    if not kept.exists():
        return [done.returncode], ""
    path, _, data = kept.read_bytes().partition(b"\n")
    path = Path(os.fsdecode(path))
    name = path.relative_to(play.files / "in").as_posix()
    demands.others_are_done(play, name, done)
    demands.nothing_is_lost_of(play, name, data, done)
    if not path.exists() or path.read_bytes() != demands.inputs_in_the_end(play).get(name):
        path.write_bytes(data)  # else it was replaced just then
    path.chmod(0o644)
    return [done.returncode], name


def beside(play):
    """The command is stopped, and runs in another process; then it goes on, if it is not killed."""
    inputs = files_of(play.files / "in")
    first = play.start("stop", play.moment)
    is_stopped = first.stopped()
    kills = ("kill", play.moment % EARLY + 1) if "second" in play.kind else ()
    second = play.start(*kills, count="second") if kills else play.start(count="second")
    second = second.done()
    demands.says_what_is_wrong(second, {0, 2, KILLED} if kills else {0, 2})
    if second.returncode == 2:
        assert is_stopped
        lines = demands.errors_of(second)
        assert len(lines) == 1, lines
        assert "another run is at work" in lines[0], lines
    if is_stopped:
        os.kill(first.fork.pid, signal.SIGKILL if "first" in play.kind else signal.SIGCONT)
    done = first.done()
    demands.says_what_is_wrong(done, {0, 2, KILLED})
    demands.no_input_is_lost(play, inputs)
    return [done.returncode, second.returncode]
