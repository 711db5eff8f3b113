"""A record of a run that died at its end: its logs are there, and no piece has them yet."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.articles import lines_in


def die(out, *, journal=False):
    """Make the record of a folder one of a run that died; the log of its edits.

    Its documents are in the manifest, or in the journal.
    """
    record = Path(out, ".cleanup")
    lines = lines_in(out)
    log = record / "ledger.jsonl"
    log.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    manifest = json.loads((record / "manifest.json").read_bytes())
    for name in manifest["pieces"]:
        (record / name).unlink()
    manifest |= {"complete": False, "pieces": [], "settled": 0}
    if journal:
        entries = manifest["documents"]
        logged = (json.dumps({"doc": doc, **entry}) for doc, entry in entries.items())
        (record / "journal.jsonl").write_text("".join(f"{line}\n" for line in logged))
        manifest["documents"] = {}
    head = {key: value for key, value in manifest.items() if key != "documents"}
    documents = ",\n".join(
        f"  {json.dumps(doc)}: {json.dumps(entry)}" for doc, entry in manifest["documents"].items()
    )
    start = json.dumps(head, indent=1).removesuffix("\n}")
    end = f"{documents}\n }}\n}}\n" if documents else " }\n}\n"
    (record / "manifest.json").write_text(f'{start},\n "documents": {{\n{end}')
    return log
