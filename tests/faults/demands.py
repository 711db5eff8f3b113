"""What must hold after a fault: nothing is lost, nothing left behind, and the command goes on."""

from __future__ import annotations

import json
import os
import re

from cleanup import clean
from tests.faults.stage import everything
from tests.support.runs import files_of

OTHER_LINES = re.compile(r": [A-Z]{3}\d{3} |^cleanup: (\d|no edits)|: nothing is pruned")
LATER = "后来雪停了，我们下山。"  # the line that the shim adds to an input
TEMPORARY = f"{os.sep}tmp{os.sep}"  # of a stage
OWN = {".gitignore", "edits", "left-out", "lock", "manifest.json"}  # in .cleanup


def errors_of(done):
    """The lines of a command that say what went wrong: no findings, and no summary."""
    lines = [line for line in done.stderr.decode().splitlines() if line.startswith("cleanup: ")]
    return [line for line in lines if not OTHER_LINES.search(line)]


def says_what_is_wrong(done, codes):
    """It ends with one of the codes; errors are told in lines that name what they are about."""
    told = done.stderr.decode()
    assert done.returncode in codes, (done.returncode, told)
    assert "Traceback" not in told, told
    assert "internal error" not in told, told
    if done.returncode == 2:
        assert errors_of(done), told
        assert not [line for line in errors_of(done) if not is_named(line)], told


def is_named(line):
    """Whether a line of an error says what it is about, and not only what is wrong."""
    return any(part in line for part in ("in/", "out", " in:", TEMPORARY, "restored", "edit"))


def no_input_is_lost(play, inputs):
    """Each is as it was, or as it has to be in the end."""
    now = files_of(play.files / "in")
    clean = inputs_in_the_end(play)
    for name, data in inputs.items():
        assert now.get(name) in (data, clean.get(name)), f"{name} is lost"


def inputs_in_the_end(play):
    """What the inputs are after an undisturbed run, by name."""
    made = play.known.made[0].items()
    return {name.removeprefix("in/"): data for name, data in made if name.startswith("in/")}


def others_are_done(play, name, done):
    """What became of one input is no other's matter; only it is told of."""
    stem = name.partition(".")[0]
    errors = errors_of(done)
    assert errors or done.returncode == 0, done.stderr.decode()
    assert not [line for line in errors if stem not in line], done.stderr.decode()
    if play.name == "a stream":
        return
    now, _ = everything(play.files, play.scene.out)
    texts = not any("jsonl" in other for other in play.scene.files)
    for path, data in play.known.made[0].items():
        if path.startswith(f"{play.scene.out}/") and stem not in path:
            aside = f"{play.scene.out}/.cleanup/left-out/{bare(path, play.scene.out)}"
            found = now.get(f"{play.scene.out}/{bare(path, play.scene.out)}", now.get(aside))
            assert found is not None, f"{path} is not done"
            assert found == data or not texts, f"{path} is another one"


def bare(path, out):
    """The name of a result, wherever it lies."""
    return path.removeprefix(f"{out}/").removeprefix(".cleanup/left-out/")


def nothing_is_lost_of(play, name, data, done):
    """An input to which something happened is told of, or has a result.

    In place all of what was added to it is there.
    """
    out = play.scene.out
    place = play.files / out / name
    is_there = place.exists() or (play.files / out / f".cleanup/left-out/{name}").exists()
    if "-o" in play.scene.command and not is_there:
        is_told = done.returncode == 2 or b"Left alone" in done.stderr  # what is no Parquet now
        assert is_told, f"{name} has no result, and nothing was said: {done.stderr.decode()}"
    if play.kind == "grown" and out == "in":
        now = place.read_bytes()
        whole = data + f"\n{LATER}\n".encode()
        is_whole = LATER.encode() in now or now == clean(whole).text.encode()
        assert is_whole, f"what was added to {name} is lost"


def comes_to(play, done, input_of_before=""):
    """It has come to the end to which an undisturbed run comes.

    Of an input that was another one for a while the record may know more, and keep more originals.
    """
    assert done.stdout == play.known.said, "something else comes out"
    now = everything(play.files, play.scene.out)
    others = different(now, play.known.made)
    if input_of_before and play.scene.out == "in":
        others = [line for line in others if not is_of(line, input_of_before)]
    assert not others, others[:9]


def is_of(line, name):
    """Whether a kept original, or a line of the record, is of an input."""
    if line.startswith("{"):
        return json.loads(line)["doc"] == name
    return line.startswith(f"in/{name}.orig")


def is_changed_since(said, name):
    """Whether an input that is another one than the record knows is all that is told of."""
    lines = [line for line in said.splitlines() if not OTHER_LINES.search(line)]
    return bool(name) and bool(lines) and all(name in line for line in lines)


def ends_well(play, input_of_before=""):
    """The same command comes to the same end, leaves no litter, and is undone."""
    scene, stage, place = play.scene, play.stage, play.place
    again = stage.run(place, scene.command)
    assert again.returncode == 0, again.stderr.decode()
    comes_to(play, again, input_of_before)
    litter = [path for path in (place / "tmp").iterdir() if not is_probe(path)]
    assert not litter, f"litter in the folder of temporary files: {litter}"
    record = play.files / scene.out / ".cleanup"
    if not record.exists():
        return
    litter = {path.name for path in record.iterdir()} - OWN
    assert not litter, f"litter in the record: {litter}"
    examined = stage.run(place, ("fsck", scene.out))
    for done in (examined, stage.run(place, ("undo", scene.out))):
        said = done.stdout.decode() + done.stderr.decode()
        assert done.returncode == 0 or is_changed_since(said, input_of_before), said
    if scene.out == "in":
        found = files_of(play.files / "in")
        given = {
            name: data if isinstance(data, bytes) else data.encode()
            for name, data in scene.files.items()
        }
        assert {name: found.get(name) for name in given} == given


def different(now, then):
    """What is not as it was: names of files, and lines of the record."""
    files = [name for name in {*now[0], *then[0]} if now[0].get(name) != then[0].get(name)]
    lines = {*(now[1] or ())} ^ {*(then[1] or ())}
    return sorted(files) + sorted(lines)


def is_probe(path):
    """Whether it is what `tempfile` of Python leaves when it is killed while it tries a folder."""
    return path.is_file() and path.read_bytes() in (b"", b"blat")
