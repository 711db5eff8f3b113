"""Settings in files: which file holds, what goes before what, and what is refused where."""

from __future__ import annotations

import json
import re
import tomllib

import pytest

from cleanup.configuration import NEVER, names, read
from cleanup.configuration.schema import schema
from cleanup.errors import CleanupError
from cleanup.rules import of_user
from cleanup.stages.trial import trials
from tests.support.paths import ROOT
from tests.support.runs import CLEAN, DIRTY

pytestmark = pytest.mark.dedupe(False)

DOCUMENTED = (ROOT / "docs" / "configuration.md").read_text("utf-8")
BLOCKS = re.findall(r"```toml\n(.*?)```", DOCUMENTED, re.DOTALL)


def held(done):
    """What `cleanup config` printed: for each setting its value and where it comes from."""
    rows = (line.partition(" = ") for line in done.stdout.decode().splitlines())
    return {key: tuple(rest.split("  # ")) for key, _, rest in rows}


@pytest.fixture
def folder(tmp_path):
    """A working folder with a text, in a folder that has settings."""
    (tmp_path / "cleanup.toml").write_text('level = "safe"\nignore = ["CHR"]\n')
    (tmp_path / "a.txt").write_text(DIRTY)
    return tmp_path


def test_settings_of_the_working_folder_hold(cleanup, folder):
    """What the file ignores stays, in `run` and in `check`."""
    assert cleanup("run", "a.txt").stdout == DIRTY.encode()
    assert cleanup("check", "a.txt").returncode == 0
    assert cleanup("run", "--no-config", "a.txt").stdout == CLEAN.encode()


def test_nearest_file_holds_alone(cleanup, tmp_path):
    """Of the folders above, the nearest one that has a file; its own file goes first."""
    below = tmp_path / "one" / "two"
    below.mkdir(parents=True)
    (tmp_path / "cleanup.toml").write_text('level = "safe"\n')
    (tmp_path / "one" / "pyproject.toml").write_text("[tool.other]\nlevel = 1\n")
    assert held(cleanup("config", cwd=below))["level"][1].endswith("cleanup.toml:1")
    (tmp_path / "one" / "pyproject.toml").write_text("[tool.cleanup]\nmost-loss = 0.5\n")
    assert held(cleanup("config", cwd=below))["most-loss"] == (
        "0.5",
        f"{below.parent}/pyproject.toml:2",
    )
    assert held(cleanup("config", cwd=below))["level"] == ('"standard"', "default")
    (tmp_path / "one" / "cleanup.toml").write_text("front-matter = true\n")
    assert held(cleanup("config", cwd=below))["front-matter"][0] == "true"
    assert held(cleanup("config", cwd=below))["most-loss"][1] == "default"


def test_command_line_goes_before_environment_and_that_before_the_file(
    cleanup, folder, monkeypatch
):
    """And each is told."""
    assert held(cleanup("config"))["level"] == ('"safe"', f"{folder}/cleanup.toml:1")
    monkeypatch.setenv("CLEANUP_LEVEL", "aggressive")
    assert held(cleanup("config"))["level"] == ('"aggressive"', "environment, CLEANUP_LEVEL")
    assert held(cleanup("config", "--level", "standard"))["level"] == ('"standard"', "command line")
    assert held(cleanup("config", "--no-config"))["ignore"] == ("[]", "default")


def test_file_may_be_named(cleanup, folder):
    """Then no other holds."""
    (folder / "other.toml").write_text('select = "LAY"\ndedupe = false\nmax-size = "5MB"\n')
    found = held(cleanup("config", "--config", "other.toml"))
    assert found["select"] == ('["LAY"]', "other.toml:1")
    assert found["dedupe"] == ("false", "other.toml:2")
    assert found["max-size"] == ("5000000", "other.toml:3")
    assert found["level"] == ('"standard"', "default")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('level = "safe"\nlevle = "safe"\n', ":2: no setting is called 'levle'; did you mean 'lev"),
        ('\n\nlevel = "saef"\n', ":3: level: 'saef' is none of safe, standard, aggressive; did"),
        ("most-loss = 2\n", ":1: most_loss: 2 is no number from 0 to 1"),
        ('most-loss = "much"\n', ":1: 'much' is no number"),
        ("front-matter = 1\n", ":1: 1 is no true or false"),
        ("jobs = true\n", ":1: True is no number or size"),
        ('max-size = "much"\n', ":1: 'much' is no size"),
        ('select = ["NAV91"]\n', ":1: no rule has the code or prefix 'NAV91'"),
        ("ignore = [1]\n", ":1: [1] is no list of texts"),
        ('allow = [" "]\n', ":1: allow: a text of nothing but space"),
        ('encoding = "utf-88"\n', ":1: no text encoding is called 'utf-88'; did you mean"),
        ("force = true\n", ":1: no setting is called 'force'"),
        ('engine = "spark"\n', ":1: no setting is called 'engine'"),
        ("[level\n", ": is not TOML"),
        ("\udcff", ": is not UTF-8"),
        ("most-loss = 0.5\n[level]\n", ":2: {} is no text"),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(cleanup, tmp_path, text, said):
    """In one line, before anything is done."""
    (tmp_path / "cleanup.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    (tmp_path / "a.txt").write_text(DIRTY)
    done = cleanup("run", "a.txt", "-o", "out")
    assert done.returncode == 2
    (line,) = done.stderr.decode().splitlines()
    assert f"{tmp_path}/cleanup.toml{said}" in line
    assert not (tmp_path / "out").exists()


def test_broken_file_of_other_tools_is_none_of_ours(cleanup, tmp_path):
    """Unless it speaks of cleanup."""
    (tmp_path / "a.txt").write_text(CLEAN)
    (tmp_path / "pyproject.toml").write_text("[tool.other\n")
    assert cleanup("check", "a.txt").returncode == 0
    (tmp_path / "pyproject.toml").write_text("[tool.cleanup\n")
    assert cleanup("check", "a.txt").returncode == 2


def test_schema_knows_what_a_file_may_state(cleanup):
    """Nothing else, and nothing that decides what is overwritten or where work is done."""
    printed = json.loads(cleanup("config", "--schema").stdout)
    assert printed == schema()
    assert printed["properties"].keys() == names().keys()
    assert not {*NEVER} & {name.replace("-", "_") for name in printed["properties"]}
    assert printed["properties"]["level"]["enum"] == ["safe", "standard", "aggressive"]


@pytest.mark.parametrize(
    "block", [block for block in BLOCKS if "entry-points" not in block], ids=lambda b: b[:20]
)
def test_examples_of_the_documentation_hold(tmp_path, block):
    """Each is a file, and what it says of its rules is so."""
    file = tmp_path / "cleanup.toml"
    file.write_text(block)
    for rule in of_user(read(file).values.get("rules", ())):
        assert all(trial.holds for trial in trials(rule))
    known = schema()["properties"]
    for key, value in tomllib.loads(block).items():
        for row in value if isinstance(value, list) and isinstance(value[0], dict) else ():
            assert row.keys() <= known[key]["items"]["properties"].keys()
            assert {*known[key]["items"].get("required", ())} <= row.keys()


def test_every_default_is_a_value_that_a_file_may_state(tmp_path):
    """What `cleanup config` prints is a file."""
    file = tmp_path / "cleanup.toml"
    for key, stated in schema()["properties"].items():
        file.write_text(f"{key} = {json.dumps(stated['default'])}\n")
        try:
            (value,) = read(file).values.values()
        except CleanupError as error:  # pragma: no cover  # the message is what is of use then
            pytest.fail(str(error))
        assert json.dumps(stated["default"]) == json.dumps(value)
