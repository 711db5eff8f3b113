"""The documentation says all that there is, and nothing that is not."""

from __future__ import annotations

import re
import shutil
import tomllib

import click
import pyarrow as pa
import pytest
from pyarrow import parquet

from cleanup.cli import COMMANDS, cli
from cleanup.cli.dialogue import ANSWERS, QUESTION, QUIT, SKIP, UNDO
from cleanup.configuration import read
from cleanup.rules import OWN
from cleanup.rules.plugins import GROUP
from tests.support.docs import blocks, commands
from tests.support.paths import ROOT
from tools import rule_pages

PAGES = sorted((ROOT / "docs").rglob("*.md"))
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]
OPTION = re.compile(r"(?<![\w-])--?[a-zA-Z][\w-]*")
CODE = re.compile(r"`[^`\n]+`|^```\w*\n.*?^```", re.MULTILINE | re.DOTALL)
CALL = re.compile(rf"\bcleanup ({'|'.join(COMMANDS)})\b([^`\n|#]*)")
RUN = [name for name in NAMES if next(commands(name), None)]
LINK = re.compile(r"\]\(([^)#\s]*)(#[^)\s]*)?\)")


def options(command):
    """All names of the options of a command."""
    own = (one for one in command.params if isinstance(one, click.Option))
    return {name for option in own for name in (*option.opts, *option.secondary_opts)}


def known():
    """The options of each command, with those of the whole."""
    root = click.Context(cli)
    return {name: options(cli.get_command(root, name)) for name in COMMANDS}


def test_every_option_is_documented():
    """In docs/command.md, in a table or in its text."""
    written = {*OPTION.findall((ROOT / "docs" / "command.md").read_text("utf-8"))}
    everywhere = options(cli).union(*known().values())
    assert sorted(everywhere - written) == []


def test_every_documented_option_is_there():
    """The tables of docs/command.md have no option that no command has."""
    text = (ROOT / "docs" / "command.md").read_text("utf-8")
    rows = re.findall(r"^\| (`-[^|\\]*)", text, re.MULTILINE)
    named = {name for row in rows for name in OPTION.findall(row)}
    assert sorted(named - options(cli).union(*known().values())) == []
    assert named


@pytest.mark.parametrize("name", [*NAMES, "README.md", "README.zh-CN.md"])
def test_commands_have_the_options_that_are_shown(name):
    """In every block and every bit of code, also where it cannot be run here."""
    own, text = known(), (ROOT / name).read_text("utf-8")
    wrong = [
        (found, option)
        for code in CODE.findall(text)
        for found, rest in CALL.findall(code)
        for option in OPTION.findall(rest.partition(" && ")[0].partition("; ")[0])
        if option not in own[found] | {"-h", "--help"}
    ]
    assert wrong == []


@pytest.mark.parametrize("name", RUN)
def test_commands_of_the_documentation(typed, folder, name):
    """Those of a page run in their order, and print what is shown; `…` stands for any lines."""
    columns = {"text": ["近\u200b日，新橋通車了。"], "url": ["https://a.example/1"]}
    parquet.write_table(pa.table(columns), folder / "corpus.parquet")
    for line, shown in commands(name):
        if line.startswith("pip install"):
            continue
        done = typed(line)
        assert done.returncode == 0, f"{line}\n{done.stderr.decode()}"
        wanted = r"(.*\n)*".join(re.escape(part) for part in shown.split("…\n"))
        assert not shown or re.fullmatch(wanted, done.stdout.decode())


def test_settings_of_the_documentation(inside, tmp_path):
    """What docs/configuration.md shows can be read, its rules hold, and its error is that error."""
    first, rules, entry, *others = blocks("docs/configuration.md", "toml")
    assert [*tomllib.loads(entry)["project"]["entry-points"]] == [GROUP]
    own = tmp_path / "cleanup.toml"
    for shown in (first, *others, rules):
        own.write_text(shown)
        assert read(own).values
    assert inside("check", "--rules").returncode == 0
    (error,) = blocks("docs/configuration.md", "text")
    own.write_text('level = "safe"\nlevle = "safe"\n')
    done = inside("rules")
    assert done.returncode == 2
    assert done.stderr.decode().replace(str(tmp_path), "/corpus") == error


def test_answers_of_the_documentation():
    """docs/review.md has the question of the command and all of its answers."""
    text = (ROOT / "docs" / "review.md").read_text("utf-8")
    (example,) = blocks("docs/review.md", "text")
    assert QUESTION.strip() in example.splitlines()
    cells = "".join(re.findall(r"^\| (`.*?) \|", text, re.MULTILINE))
    assert {*re.findall(r"`([a-z]+)`", cells)} == {*ANSWERS, SKIP, UNDO, QUIT}


def test_bytes_of_the_documentation():
    """Each row of docs/noise.md that gives bytes gives what they are read as."""
    text = (ROOT / "docs" / "noise.md").read_text("utf-8")
    steps = re.findall(r"^\| [^|]* \| `([0-9a-f ]+)` \| (\S+) \|$", text, re.MULTILINE)
    read_as = re.findall(r"^\| \S+ \| `([0-9a-f ]+)` \| (\S+) \| (\S+) \|$", text, re.MULTILINE)
    assert (len(steps), len(read_as)) == (6, 6)
    rows = [*((data, "gbk", shown) for data, shown in steps), *read_as]
    for data, encoding, shown in rows:
        assert bytes.fromhex(data).decode(encoding, "replace") == shown


def test_every_extra_is_documented():
    """In docs/index.md by its use, but for those of whoever works on the project."""
    text = (ROOT / "docs" / "index.md").read_text("utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = {*re.findall(r"`corpus-cleanup\[([\w-]+)\]`", text)}
    inner = {"bench", "dev", "dev-integrations", "dev-s3", "supply", "tables"}
    assert named == {*project["optional-dependencies"]} - inner


def test_what_the_core_needs_is_documented():
    """Each package in docs/release.md, with its reason."""
    text = (ROOT / "docs" / "release.md").read_text("utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    rows = re.findall(r"^\| ([a-z][\w, -]*) \| [^|]+ \| [^|]+ \|$", text, re.MULTILINE)
    named = {name for row in rows for name in row.split(", ")} - {"package"}
    assert named == {re.split("[>=<]", one)[0] for one in project["dependencies"]}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The pages of the site in Markdown, as `make site` puts them together."""
    pages = tmp_path_factory.mktemp("site") / "docs"
    shutil.copytree(ROOT / "docs", pages)
    rule_pages.write(pages / "rules")
    return pages


def test_every_rule_has_a_page(site):
    """With what it finds, mends and leaves alone; the list leads to all of them."""
    listed = (site / "rules" / "index.md").read_text("utf-8")
    for rule in OWN:
        page = (site / "rules" / f"{rule.code}.md").read_text("utf-8")
        assert page.startswith(f"# {rule.code} {rule.name}\n")
        assert page.count("\n    → ") == len(rule.fixes)
        assert f"]({rule.code}.md)" in listed
    assert len([*(site / "rules").iterdir()]) == len(OWN) + 1


def test_links_lead_to_pages(site):
    """Those inside of the documentation, those of the READMEs, and what the site lists."""
    pages = [*site.rglob("*.md"), *ROOT.glob("*.md")]
    broken = [
        (page.name, target)
        for page in pages
        for target, _ in LINK.findall(CODE.sub("", page.read_text("utf-8")))
        if target and "://" not in target and not (page.parent / target).is_file()
    ]
    assert broken == []
    listed = re.findall(r": (\S+\.md)$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)
    own = {name.removeprefix("docs/") for name in NAMES}
    assert sorted(listed) == sorted(own | {"rules/index.md"})
