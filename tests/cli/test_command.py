"""Real runs of the command: what it writes, what it says, how it exits."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys

import duckdb
import pytest
from click.testing import CliRunner

from cleanup.cli.explain import command as explain
from cleanup.rules import RULES
from tests.support.paths import SEEDS
from tests.support.runs import CLEAN, DIRTY, files_of, golden

pytestmark = pytest.mark.dedupe(False)  # but for a few, the tests are not about copies


@pytest.mark.dedupe(True)
def test_folder_is_mirrored_beside_itself(cleanup, seeds, tmp_path):
    """`run DIR/` writes DIR.clean/ with the same names, and leaves DIR alone."""
    before = files_of(seeds)
    done = cleanup("run", "seeds/")
    assert (0, b"") == (done.returncode, done.stdout)
    assert files_of(tmp_path / "seeds.clean") == golden()
    assert files_of(seeds) == before
    assert b"GLS001" in done.stderr
    assert b"cleanup undo seeds.clean" in done.stderr


def test_summary_has_a_row_for_every_rule_that_found_something(cleanup, seeds):
    """Per rule its hits, documents and characters."""
    rows = [line.split() for line in cleanup("run", "seeds").stderr.decode().splitlines()]
    counted = {row[0]: row[2:] for row in rows if len(row) == 5}
    assert counted["GLS001"] == ["1,424", "2", "-7,513"]


def test_file_and_stdin_go_to_stdout(cleanup, seeds):
    """`run FILE` and `run -` are filters."""
    for name, expected in golden().items():
        assert cleanup("run", seeds / name).stdout == expected
        assert cleanup("run", "-", stdin=(seeds / name).read_bytes()).stdout == expected


def test_several_files_keep_their_order(cleanup, seeds):
    """Like cat, also where `-` stands between them."""
    first, second = sorted(seeds.iterdir())
    done = cleanup("run", second, "-", first, stdin=DIRTY.encode())
    assert done.stdout == golden()[second.name] + CLEAN.encode() + golden()[first.name]


def test_output_option_takes_files_and_folders(cleanup, seeds, tmp_path):
    """All results go below OUT, by their names."""
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "a.txt").write_text(DIRTY)
    assert cleanup("run", "seeds", "more/a.txt", "-o", "out/new").returncode == 0
    assert files_of(tmp_path / "out/new") == {**golden(), "a.txt": CLEAN.encode()}


def test_two_inputs_of_one_name_are_not_merged(cleanup, tmp_path):
    """The second is named and left out; nothing is overwritten."""
    for folder, text in (("a", DIRTY), ("b", "別的內容。\n")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(text)
    done = cleanup("run", "a", "b", "-o", "out")
    assert done.returncode == 2
    assert b"b/x.txt" in done.stderr
    assert files_of(tmp_path / "out") == {"x.txt": CLEAN.encode()}


@pytest.mark.dedupe(True)
def test_the_log_has_every_edit(cleanup, seeds, tmp_path):
    """doc, rule, start, line, text, reason, confidence; those that touch are one."""
    cleanup("run", "seeds")
    folder = tmp_path / "seeds.clean" / ".cleanup"
    edits = [json.loads(line) for line in cleanup("log", "seeds.clean").stdout.splitlines()]
    manifest = json.loads((folder / "manifest.json").read_bytes())
    assert {"doc", "rule", "start", "line", "text", "reason", "confidence"} <= set(edits[0])
    number = sum(len(edit.get("lengths", "1")) for edit in edits)
    assert sum(manifest["counts"]["edits_by_rule"].values()) == number
    assert {edit["doc"] for edit in edits} == set(manifest["documents"]) == set(golden())
    first = manifest["documents"][SEEDS[0].name]
    assert (
        first["metadata"].items() >= {"source": "中國產業經濟信息網", "date": "2018-08-07"}.items()
    )
    spam = next(edit for edit in edits if edit["rule"] == "SPM001")
    assert (spam["line"], spam["doc"]) == (1, SEEDS[1].name)
    assert sorted(folder.iterdir()) == sorted(
        folder / name for name in (".gitignore", "edits", "lock", "manifest.json")
    )


LOG = {
    "all": ((), bool),
    "a rule": (("--rule", "GLS001"), lambda line: line["rule"] == "GLS001"),
    "rules": (("--rule", "nav,MET"), lambda line: line["rule"][:3] in ("NAV", "MET")),
    "a document": (("--document", SEEDS[0].name), lambda line: line["doc"] == SEEDS[0].name),
    "the unsure": (("--confidence", ".9"), lambda line: line["confidence"] <= 0.9),
}


@pytest.mark.parametrize(("options", "wanted"), LOG.values(), ids=LOG)
def test_the_log_can_be_filtered(cleanup, seeds, options, wanted):
    cleanup("run", "seeds")
    lines = [json.loads(line) for line in cleanup("log", "seeds.clean").stdout.splitlines()]
    done = cleanup("log", "seeds.clean", *options)
    assert done.returncode == 0
    assert [json.loads(line) for line in done.stdout.splitlines()] == list(filter(wanted, lines))


def test_edits_are_a_table_for_duckdb(cleanup, seeds, tmp_path):
    cleanup("run", "seeds")
    pieces = tmp_path / "seeds.clean/.cleanup/edits/*.parquet"
    edits = duckdb.read_parquet(str(pieces))
    found = dict(edits.aggregate("rule, count(*)").fetchall())
    assert found["GLS001"] > 1000
    assert found["SPM001"] == 1


def test_lines_in_the_log_are_lines_of_the_input(cleanup, seeds):
    """The place of an edit is a place in the file that was read, whatever went before it."""
    cleanup("run", "seeds")
    inputs = {seed.name: seed.read_text("utf-8").split("\n") for seed in SEEDS}
    for line in cleanup("log", "seeds.clean").stdout.splitlines():
        edit = json.loads(line)
        if edit["rule"] in ("GLS001", "MET001", "SPM001", "NAV001"):
            there = inputs[edit["doc"]][edit["line"] - 1]
            assert edit["text"].strip()[:1] in there


def test_undo_of_one_rule_keeps_what_others_did(cleanup, seeds, tmp_path):
    """As if that rule had been ignored; and then all goes back."""
    before = files_of(tmp_path / "seeds")
    cleanup("run", "seeds")
    clean = files_of(tmp_path / "seeds.clean")
    assert cleanup("undo", "seeds.clean", "--rule", "GLS", "-o", "there").returncode == 0
    assert files_of(tmp_path / "seeds.clean") == clean
    done = cleanup("undo", "seeds.clean", "--rule", "GLS")
    assert (done.returncode, b"2 restored" in done.stderr) == (0, True)
    texts = files_of(tmp_path / "seeds.clean")
    assert texts == files_of(tmp_path / "there")
    assert all("chǎn".encode() in text for text in texts.values())
    assert cleanup("log", "seeds.clean", "--rule", "GLS").stdout == b""
    assert cleanup("log", "seeds.clean", "--rule", "SPM").stdout
    assert cleanup("undo", "seeds.clean", "--rule", "SPM,NAV", "--document", SEEDS[1].name)
    assert files_of(tmp_path / "seeds.clean")[SEEDS[0].name] == texts[SEEDS[0].name]
    assert cleanup("undo", "seeds.clean").returncode == 0
    assert files_of(tmp_path / "seeds.clean") == before


def test_undo_of_one_document(cleanup, seeds, tmp_path):
    before = files_of(tmp_path / "seeds")
    cleanup("run", "--in-place", "seeds")
    name = SEEDS[0].name
    done = cleanup("undo", "seeds", "--document", name, "--document", "no such")
    assert done.returncode == 2
    assert b"no such: no document of this record" in done.stderr
    texts = files_of(tmp_path / "seeds")
    assert texts[name] == before[name]
    assert texts[SEEDS[1].name] != before[SEEDS[1].name]
    assert cleanup("undo", "seeds").returncode == 0
    assert files_of(tmp_path / "seeds") == before


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_undo_gives_back_the_decoded_input(cleanup, seeds, tmp_path, encoding):
    """Exactly, and OUT can be written again after it."""
    decoded = {}
    for seed in seeds.iterdir():
        decoded[seed.name] = seed.read_bytes()
        seed.write_bytes(seed.read_bytes().decode().encode(encoding))
    cleanup("run", "seeds")
    aside = cleanup("undo", "seeds.clean", "-o", "aside")
    assert aside.returncode == 0
    assert files_of(tmp_path / "aside") == decoded
    assert files_of(tmp_path / "seeds.clean") == golden()
    assert cleanup("undo", "seeds.clean").returncode == 0
    assert files_of(tmp_path / "seeds.clean") == decoded
    assert cleanup("run", "seeds").returncode == 0
    assert files_of(tmp_path / "seeds.clean") == golden()


def test_undo_leaves_a_file_that_was_edited_since(cleanup, seeds, tmp_path):
    """Somebody's work on the clean text is not overwritten."""
    cleanup("run", "seeds")
    edited = tmp_path / "seeds.clean" / SEEDS[0].name
    edited.write_text("mine\n")
    done = cleanup("undo", "seeds.clean")
    assert done.returncode == 2
    assert SEEDS[0].name.encode() in done.stderr
    assert edited.read_text() == "mine\n"
    assert (tmp_path / "seeds.clean" / SEEDS[1].name).read_bytes() == SEEDS[1].read_bytes()


def test_in_place_replaces_and_undoes_through_several_runs(cleanup, seeds):
    """Undo goes back to the first text, over all runs that led from it."""
    original = files_of(seeds)
    assert cleanup("run", "--in-place", "--select", "GLS", "seeds").returncode == 0
    between = files_of(seeds)
    assert between != original
    assert cleanup("run", "--in-place", "seeds").returncode == 0
    assert files_of(seeds) == golden()
    assert cleanup("run", "--in-place", "--exit-non-zero-on-change", "seeds").returncode == 0
    assert cleanup("undo", "seeds").returncode == 0
    assert files_of(seeds) == original


def test_in_place_after_somebody_changed_the_file(cleanup, tmp_path):
    """Undo gives back the text that the last cleaning was given."""
    file = tmp_path / "a.txt"
    file.write_text(DIRTY)
    cleanup("run", "--in-place", "a.txt")
    changed = "後\u200b來，他走了。\n"
    file.write_text(changed)
    cleanup("run", "--in-place", "a.txt")
    assert cleanup("undo", ".").returncode == 0
    assert file.read_text() == changed


def test_in_place_suffix_keeps_the_original_bytes(cleanup, seeds):
    """`--in-place=.orig` like sed."""
    seed = next(iter(sorted(seeds.iterdir())))
    original = seed.read_bytes().decode().encode("gb18030")
    seed.write_bytes(original)
    assert cleanup("run", "--in-place=.orig", seed).returncode == 0
    assert seed.read_bytes() == golden()[seed.name]
    assert seed.with_name(seed.name + ".orig").read_bytes() == original


def test_in_place_keeps_mode_and_links(cleanup, tmp_path):
    """A mended file is the same file to everybody else."""
    file, link = tmp_path / "a.txt", tmp_path / "b.txt"
    file.write_text(DIRTY)
    file.chmod(0o640)
    link.symlink_to("a.txt")
    assert cleanup("run", "--in-place", "b.txt").returncode == 0
    assert file.read_text() == CLEAN
    assert link.is_symlink()
    assert file.stat().st_mode & 0o777 == 0o640


def test_diff_shows_and_writes_nothing(cleanup, seeds):
    """Exit 1 if there is a difference, 0 if not."""
    before = files_of(seeds)
    done = cleanup("run", "--diff", "seeds")
    assert done.returncode == 1
    assert b"-Network" in done.stdout.splitlines()
    assert files_of(seeds) == before
    assert cleanup("run", "--diff", "-", stdin=CLEAN.encode()).returncode == 0


def test_check_names_place_rule_and_reason(cleanup, tmp_path):
    """path:line:column: CODE reason, and exit 1; silent on clean text, exit 0."""
    (tmp_path / "a.txt").write_text("第一行。\n" + DIRTY)
    done = cleanup("check", "a.txt")
    assert done.returncode == 1
    assert done.stdout.decode() == "a.txt:2:2: CHR001 zero-width U+200B «\\u200b»\n"
    clean = cleanup("check", "-", stdin=CLEAN.encode())
    assert (clean.returncode, clean.stdout) == (0, b"")


@pytest.mark.dedupe(True)
def test_check_finds_nothing_in_what_run_wrote(cleanup, seeds):
    """The two commands agree."""
    assert cleanup("check", "seeds").returncode == 1
    cleanup("run", "seeds")
    assert cleanup("check", "seeds.clean").returncode == 0


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--ignore", "GLS"), "產(chǎn)業(yè)"),
        (("--select", "GLS,LAY"), "Network"),
        (("--select", "ALL"), "四大支柱產業集群"),
        (("--script", "hans"), "四大支柱产业集群"),
        (("--script", "hant"), "四大支柱產業集群"),
        (("--ignore", "rep001"), "主任賴建州"),
    ],
)
def test_rules_are_chosen_by_code(cleanup, options, expected):
    """By code, by prefix, in any case, and the script on request."""
    done = cleanup("run", *options, SEEDS[1])
    assert done.returncode == 0
    assert expected in done.stdout.decode()


def test_rules_and_explain_speak_of_every_rule(cleanup):
    """The list has every code, and explain has what the list has."""
    listed = cleanup("rules").stdout.decode().splitlines()
    assert [line.split()[0] for line in listed] == [rule.code for rule in RULES]
    for code in ("GLS001", "enc002"):
        explained = cleanup("explain", code)
        assert explained.returncode == 0
        assert "Leaves alone:" in explained.stdout.decode()
    for rule in RULES:
        said = CliRunner().invoke(explain, [rule.code])
        assert rule.summary.split()[0] in said.output


@pytest.mark.dedupe(True)
def test_outputs_do_not_depend_on_the_order_of_paths(cleanup, seeds, tmp_path):
    """The same files give the same folder, ledger included."""
    names = sorted(seeds.iterdir())
    cleanup("run", *names, "-o", "one")
    cleanup("run", *reversed(names), "-o", "two")
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")
    assert cleanup("log", "one").stdout == cleanup("log", "two").stdout


def test_bare_in_place_does_not_take_the_path_for_a_suffix(cleanup, seeds):
    """`--in-place seeds` mends seeds."""
    assert cleanup("run", "--in-place", "seeds").returncode == 0
    assert files_of(seeds) == golden()


def test_progress_and_summary_on_a_terminal(seeds, tmp_path):
    """With a terminal for stderr there is a progress bar, and NO_COLOR is honoured."""
    for number in range(30):
        (seeds / f"copy-{number}.txt").write_text(DIRTY)
    primary, secondary = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "cleanup", "run", "seeds"],
        cwd=tmp_path,
        stderr=secondary,
        env={**os.environ, "NO_COLOR": "1", "TERM": "xterm"},
    )
    os.close(secondary)
    shown = b""
    while True:
        try:
            chunk = os.read(primary, 4096)
        except OSError:  # Linux: the other side is closed
            break
        if not chunk:
            break
        shown += chunk
    os.close(primary)
    assert process.wait() == 0
    assert b"cleaning" in shown
    assert b"\x1b[3" not in shown.replace(b"\x1b[?25", b"")
