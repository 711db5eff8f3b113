"""Whether two installed versions of cleanup do the same, to the byte: outputs, record, reports.

usage: python -m tools.compare_outputs OLD NEW INPUT… [--only NAME]

OLD and NEW are folders of two virtual environments. An INPUT is a text, a folder of texts, or a
file of JSON lines, gzip too, each with a page as its "text"; a text of more than 20,000 bytes is
cut into pages of some 4,000 at ends of lines. The texts that the rules of OLD declare join them.

Both versions clean all pages with each of the OPTIONS, or those of one NAME, and check them. Left
out is what names the version in a record. Printed are the counts of what was compared and the first
differences; exit code 1 if there is one.
"""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

OPTIONS = {  # by name; those of `run`, and of `check` where it has them
    "as they are": (),
    "without copies": ("--no-dedupe",),
    "aggressive": ("--no-dedupe", "--level", "aggressive"),
    "safe, converted": ("--no-dedupe", "--level", "safe", "--script", "hans", "--front-matter"),
    "risky too, as text": ("--as", "text", "--select", "ALL,CHR012,PUN003,DUP004"),
}
LONG, PAGE = 20_000, 4_000  # bytes
SHOWN = 5  # differences of each kind of file
VERSIONS = re.compile(rb'(?m)"(?:version|made)": "[^"]*",?')
DECLARED = """
import pathlib, sys
from cleanup import rules
for rule in rules.RULES:
    pairs = getattr(rule, "fixes", None) or rule.mends
    alone = getattr(rule, "ignores", None) or rule.leaves
    for number, text in enumerate([before for before, _ in pairs] + [*alone]):
        data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
        pathlib.Path(sys.argv[1], f"{rule.code}-{number}.txt").write_bytes(data)
"""


def texts(path: Path) -> Iterator[tuple[str, bytes]]:
    """The texts of an input, each with a name."""
    if path.is_dir():
        for file in sorted(path.rglob("*.txt")):
            yield file.relative_to(path).as_posix().replace("/", "-"), file.read_bytes()
    elif ".jsonl" in path.suffixes:
        data = path.read_bytes()
        lines = (gzip.decompress(data) if path.suffix == ".gz" else data).splitlines()
        for number, line in enumerate(lines):
            text = json.loads(line).get("text")
            if text:
                yield f"{number:05}.txt", text.encode("utf-8", "surrogatepass")
    else:
        yield path.name, path.read_bytes()


def pages(data: bytes) -> Iterator[bytes]:
    """A text, or the pages that a long one is cut into."""
    if len(data) <= LONG:
        yield data
        return
    page: list[bytes] = []
    for line in data.splitlines(keepends=True):
        page.append(line)
        if sum(map(len, page)) >= PAGE:
            yield b"".join(page)
            page = []
    if page:
        yield b"".join(page)


def laid_out(inputs: list[Path], old: Path, folder: Path) -> Counter[str]:
    """Write all pages below a folder, a folder for each input; how many there are of each."""
    counts: Counter[str] = Counter()
    for number, path in enumerate(inputs):
        place = folder / f"{number:02}-{path.name.split('.')[0]}"
        place.mkdir(parents=True)
        for name, data in texts(path):
            for at, page in enumerate(pages(data)):
                (place / f"{at:04}-{name}").write_bytes(page)
                counts[str(path)] += 1
    declared = folder / "declared"
    declared.mkdir()
    subprocess.run([old / "bin" / "python", "-c", DECLARED, declared], check=True)
    counts["declared by the rules"] = sum(1 for _ in declared.iterdir())
    return counts


def done(version: Path, options: tuple[str, ...], folder: Path, out: Path) -> None:
    """Clean and check all pages with one version; what it says goes to files in `out`."""
    command = version / "bin" / "cleanup"
    out.mkdir(parents=True)
    for action, rest in (("run", ["-o", "results"]), ("check", [])):
        said = subprocess.run(
            [command, action, folder, *rest, *options], cwd=out, capture_output=True, check=False
        )
        (out / f"{action}.stdout").write_bytes(said.stdout)
        (out / f"{action}.stderr").write_bytes(said.stderr + b"exit %d\n" % said.returncode)


def differences(old: Path, new: Path) -> Iterator[tuple[str, str]]:
    """The kind and the name of every file that is not the same."""
    names = {
        file.relative_to(place).as_posix()
        for place in (old, new)
        for file in place.rglob("*")
        if file.is_file()
    }
    for name in sorted(names):
        kind = "record" if "/.cleanup/" in name else "output" if "/" in name else "report"
        one, other = old / name, new / name
        if not (one.exists() and other.exists()):
            yield kind, f"{name} is missing in one"
        elif VERSIONS.sub(b"", one.read_bytes()) != VERSIONS.sub(b"", other.read_bytes()):
            yield kind, name


def main() -> None:
    """Compare, print what was found, and fail if anything differs."""
    at = sys.argv.index("--only") if "--only" in sys.argv else len(sys.argv)
    old, new, *inputs = (Path(argument).absolute() for argument in sys.argv[1:at])
    names = sys.argv[at + 1 :] or list(OPTIONS)
    found: Counter[str] = Counter()
    with TemporaryDirectory(prefix="compare-") as place:
        folder = Path(place, "pages")
        for name, count in laid_out(inputs, old, folder).items():
            print(f"{count:7,} pages  {name}")
        for number, name in enumerate(names):
            outs = Path(place, f"{number}-old"), Path(place, f"{number}-new")
            with ThreadPoolExecutor(2) as pool:
                jobs = zip((old, new), outs, strict=True)
                waiting = [pool.submit(done, one, OPTIONS[name], folder, out) for one, out in jobs]
            for one in waiting:
                one.result()
            compared = sum(1 for file in outs[0].rglob("*") if file.is_file())
            kinds: Counter[str] = Counter()
            for kind, where in differences(*outs):
                kinds[kind] += 1
                if kinds[kind] <= SHOWN:
                    print(f"  {name}: {kind}: {where}")
            found += kinds
            said = ", ".join(f"{n} of kind {kind}" for kind, n in kinds.items()) or "none"
            print(f"{name}: {compared:,} files compared, different: {said}", flush=True)
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
