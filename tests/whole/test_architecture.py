"""Imports point backwards along the flow, and nothing heavy is imported before it is used."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

from tests.support.paths import ROOT

TEST_IMPORTED = re.compile(r"^\s*(from|import) .*\b(test_\w+|conftest)\b", re.MULTILINE)
PACKAGE = ROOT / "src" / "cleanup"
# Each layer may import itself and what stands before it.
LAYERS = (
    ("errors", "events", "kernels", "model", "overrule", "regex", "settings"),
    ("data", "engines"),
    ("text",),
    ("charset", "corpus"),
    ("page",),
    ("rule",),
    ("formats", "rules"),
    ("configuration", "stages"),
    ("pipeline",),
    ("explanation", "record"),
    ("runs",),
    ("api", "cleaner"),
    ("integrations",),
    ("report",),
    ("cli",),
    ("__main__",),
)
HEAVY = (
    *("chardet", "ftfy", "opencc", "rapidfuzz", "rich", "zstandard", "json"),
    *("cleanup.rules", "cleanup.pipeline"),
)


def imported(path):
    """The modules of the package that a file imports anywhere, for types too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("cleanup."):
            yield node.module


def imports(path):
    """The parts of the package that a file imports."""
    return (module.split(".")[1] for module in imported(path))


def module_of(path):
    """The name under which a file is imported."""
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(
        ".__init__"
    )


def loaded(path):
    """The modules that are loaded together with a file: those it imports at its top."""
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("cleanup"):
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_imports_point_backwards():
    """No layer knows what uses it."""
    rank = {part: number for number, layer in enumerate(LAYERS) for part in layer}
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {part}"
        for path in PACKAGE.rglob("*.py")
        if path.parent != PACKAGE or path.stem != "__init__"
        for part in imports(path)
        if rank[part] > rank[path.relative_to(PACKAGE).parts[0].removesuffix(".py")]
    ]
    assert wrong == []


def test_families_of_rules_meet_at_their_doors():
    """What is inside of a family's room is its own; others import from the family."""
    rules = PACKAGE / "rules"
    wrong = []
    for path in rules.rglob("*.py"):
        own = path.relative_to(rules).parts[0].removesuffix(".py")
        for module in imported(path):
            _, _, inside = module.partition("cleanup.rules.")
            family, _, room = inside.partition(".")
            if room and family != own:
                wrong.append(f"{path.relative_to(rules)} imports {module}")
    assert wrong == []


def test_no_circle_in_the_imports():
    """No module needs itself, by whatever way, to be loaded."""
    needs = {module_of(path): {*loaded(path)} for path in PACKAGE.rglob("*.py")}
    TopologicalSorter({name: found & needs.keys() for name, found in needs.items()}).prepare()


def test_the_library_prints_nothing():
    """It tells its caller; only the command and the reports know a terminal."""
    told = []
    for path in PACKAGE.rglob("*.py"):
        place = path.relative_to(PACKAGE)
        if place.parts[0] in ("cli", "report", "__main__.py"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Name("print")) | ast.Attribute(attr="stdout" | "stderr"):
                    # A process that was started has such streams, too.
                    printed = isinstance(node, ast.Call) or ast.unparse(node.value) == "sys"
                    told += [f"{place} prints"] if printed else []
                case ast.Import() | ast.ImportFrom():
                    names = [name.name for name in node.names]
                    names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                    terminal = {"click", "rich"} & {name.split(".")[0] for name in names}
                    told += [f"{place} imports {name}" for name in terminal]
    assert told == []


def test_version_imports_nothing_heavy():
    """The command starts with click alone."""
    script = (
        "import sys; sys.argv = ['cleanup', '--version']\n"
        "from cleanup.cli import main\n"
        "try: main()\n"
        f"finally: print([name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_files_and_functions_stay_readable():
    """A file has at most 300 lines, a function at most 40, unless it is a kernel: one loop."""
    long = []
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        spans = {
            f"{path.name}:{node.name}": node.end_lineno - node.lineno
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef)
        }
        if path.parent.name != "kernels":
            long += [name for name, lines in spans.items() if lines > 40]
        long += [path.name] if path.read_text("utf-8").count("\n") > 300 else []
    assert long == []


def test_no_test_imports_another_one():
    """What tests share is in tests/support, and nothing changes where Python looks for modules."""
    for path in (ROOT / "tests").rglob("*.py"):
        if "cases" in path.parts or path == Path(__file__):
            continue
        text = path.read_text("utf-8")
        assert not TEST_IMPORTED.search(text), path
        assert "sys.path." not in text, path
