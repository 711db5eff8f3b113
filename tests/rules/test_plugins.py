"""Rules of other packages: they are rules as all others, and what is wrong with one harms none."""

from __future__ import annotations

import os
import subprocess

import pytest

from cleanup.rules import FAMILIES, RULES
from cleanup.rules.plugins import plugins
from tests.support.runs import COMMAND

RULE = '''
from cleanup.model import Finding, Span
from cleanup.rule import Safety, Stage, rule

@rule("{code}", stage=Stage.REPAIR, safety=Safety.STANDARD, since="1.0", fixes=(("甲乙", "乙"),),
      ignores=("乙",))
def first_stem(text: str):
    """The first stem."""
    for at, character in enumerate(text):
        if character == "甲":
            yield Finding(Span(at, at + 1), "", "the first stem")
'''
CODES = {rule.code for rule in RULES}


def install(folder, name, source, entry=None):
    """Put a package into a folder that has one module, and announces it."""
    (folder / f"{name}.py").write_text(source)
    info = folder / f"{name}-2.1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 2.1\n")
    (info / "entry_points.txt").write_text(f"[cleanup.rules]\nmine = {entry or name}\n")


@pytest.fixture
def found(tmp_path, monkeypatch):
    """What is found of a package with this source."""

    def find(name, source, entry=None):
        install(tmp_path, name, source, entry)
        monkeypatch.syspath_prepend(tmp_path)
        return plugins(CODES)

    return find


@pytest.mark.parametrize(
    ("name", "entry"), [("plugin_a", None), ("plugin_b", "plugin_b:first_stem")]
)
def test_rules_of_a_package_are_found(found, name, entry):
    """By its module or one by one, with where they are from."""
    rules, failed = found(name, RULE.format(code="ABC001"), entry)
    assert ([(rule.code, rule.origin) for rule in rules], failed) == (
        [("ABC001", f"{name} 2.1")],
        (),
    )


@pytest.mark.parametrize(
    ("name", "source", "said"),
    [
        ("plugin_c", "import nothing_of_this_name", "ModuleNotFoundError"),
        ("plugin_d", "raise SystemError('no')", "SystemError('no')"),
        ("plugin_e", "x = 1", "no rule is declared there"),
        ("plugin_f", RULE.format(code="NAV001"), "the code NAV001 is taken"),
        ("plugin_g", RULE.format(code="NAV999"), "the code NAV999 is taken"),
        ("plugin_h", RULE.format(code="abc"), "'abc' is no code"),
        ("plugin_i", "this is no Python", "SyntaxError"),
    ],
)
def test_what_is_wrong_with_a_package_is_one_line(found, name, source, said):
    """Which names it; nothing of it takes part."""
    rules, (line,) = found(name, source)
    assert rules == ()
    assert line.startswith(f"the rules of {name} 2.1 ({name}) are left out: ")
    assert said in line
    assert "\n" not in line


def test_no_package_takes_the_code_of_another(found):
    """The first by its name has it."""
    found("plugin_j", RULE.format(code="ABC001"))
    rules, failed = found("plugin_k", RULE.format(code="ABC001"))
    assert (len(rules), len(failed)) == (1, 1)


def test_our_families_are_ours():
    """Without other packages all rules are of these."""
    assert {rule.family for rule in RULES if not rule.origin} == {*FAMILIES}


def test_command_uses_the_rules_of_packages(tmp_path):
    """They clean, and a broken package is named on stderr."""
    install(tmp_path, "plugin_l", RULE.format(code="ABC001"))
    install(tmp_path, "plugin_m", "raise OSError('broken')")
    (tmp_path / "a.txt").write_text("甲乙丙。\n")
    done = subprocess.run(
        [*COMMAND, "run", "a.txt"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "乙丙。\n"
    assert (
        sum("plugin_m 2.1 (plugin_m) are left out" in line for line in done.stderr.split("\n")) == 1
    )


def test_what_cannot_be_read_announces_nothing(tmp_path, monkeypatch):
    """Starting goes on, as if the package were not there."""
    (tmp_path / "broken-1.0.dist-info" / "entry_points.txt").mkdir(parents=True)
    monkeypatch.syspath_prepend(tmp_path)
    assert plugins(CODES) == ((), ())
