"""Input for targets: texts and files that we have, damaged in the ways in which real ones are."""

from __future__ import annotations

import gzip
from functools import cache

from cleanup.rules import RULES
from tests.support.articles import article, dirty
from tests.support.damaged_texts import LINES, SENTENCES, kit
from tests.support.made_shards import NAMES, made
from tests.support.paths import CASES, SEEDS

MAX_BYTES = 1 << 16  # of an input; the time of larger ones is for benchmarks/adversarial.py
SMALL = 1 << 15  # larger files are no good seeds
ENCODINGS = (
    "gb18030",
    "big5",
    "utf-16",
    "utf-16-le",
    "shift_jis",
    "euc_kr",
    "cp1251",
    "utf-7",
    "hz",
)
TOKENS = (
    *(line.encode("utf-8", "surrogatepass") for line in (*LINES, *SENTENCES)),
    *(b"\0", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\x1a", b"\x1b$B", b"~{", b"~}", b"\x8e\xa2"),
    *(b"\r", b"\n", b"\r\n", b"\x0b", b"\x0c", b"\x85", b"\t", b"\xe2\x80\xa8", b"\xe2\x80\xae"),
    *(b"\xf0\x9f\x91\xa8\xe2\x80\x8d", b"\xcc\x81" * 9, b"\xed\xa0\x80", b"\xf4\x90\x80\x80"),
    *(b"---\n", b"---\na: b\n---\n", b"```\n", b"|a|b|\n|-|-|\n", b"# ", b"> ", b"- "),
    *(b'{"text": "', b'"}\n', b'"', b"\\u200b", b"\\ud800", b"\\", b"[", b"]", b"{", b"}", b","),
    *(
        b"<p>",
        b"</p>",
        b"<!--",
        b"-->",
        b"<script>",
        b"<![CDATA[",
        b"&amp;",
        b"&#x110000;",
        b"&#0;",
    ),
    *(b"WARC/1.0\r\n", b"Content-Length: 9\r\n", b"Content-Length: -1\r\n", b"\r\n\r\n"),
    *(b"\x1f\x8b\x08\0", b"\x28\xb5\x2f\xfd", b"PAR1", b"%PDF-1.4\n", b"PK\x03\x04"),
    *(b"1" * 40, b"9" * 5000, b"(" * 200, b"?" * 50, b"." * 90, b" " * 300, "　".encode() * 99),
    *("代开发票http://a.com".encode(), "加微信ab123456，".encode(), "年?duì)I收".encode()),
)


@cache
def seeds() -> tuple[bytes, ...]:
    """What input is made from."""
    files = [path for path in sorted(CASES.rglob("*")) if path.is_file()]
    found = [*(path.read_bytes() for path in (*files, *SEEDS))]
    found = [data for data in found if len(data) <= SMALL]
    for rule in RULES:
        texts = [*(before for before, _ in rule.fixes), *rule.ignores]
        found += [t if isinstance(t, bytes) else t.encode("utf-8", "surrogatepass") for t in texts]
    texts = [article(1, 4), dirty(article(2, 4)), article(1, 4), "", "近\u200b日\r\n"]
    found += [made(name, texts) for name in NAMES]
    found += [
        gzip.compress(dirty(article(3)).encode(), mtime=0),
        kit("\n".join(SENTENCES)).encode(),
    ]
    found += ["\n".join(LINES).encode(), "\n\n".join(SENTENCES).encode(), b""]
    return tuple(found)


def _cut(chance, data):
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + int(2 ** chance.uniform(0, 9)))


def inserted(chance, data):
    """A token somewhere, once or often."""
    start, _ = _cut(chance, data)
    times = chance.choice((1, 1, 1, 3, 40))
    return data[:start] + chance.choice(TOKENS) * times + data[start:]


def removed(chance, data):
    """Without some bytes."""
    start, end = _cut(chance, data)
    return data[:start] + data[end:]


def repeated(chance, data):
    """Some bytes again and again."""
    start, end = _cut(chance, data)
    return data[:end] + data[start:end] * int(2 ** chance.uniform(1, 8)) + data[end:]


def moved(chance, data):
    """Some bytes at another place."""
    start, end = _cut(chance, data)
    part, rest = data[start:end], data[:start] + data[end:]
    place = chance.randrange(len(rest) + 1)
    return rest[:place] + part + rest[place:]


def flipped(chance, data):
    """Some bytes are others."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 4, 30))):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def spliced(chance, data):
    """Goes on as another one."""
    other = chance.choice(seeds())
    (start, _), (_, end) = _cut(chance, data), _cut(chance, other)
    return data[:start] + other[end:]


def reread(chance, data):
    """Read in one encoding and written in another one."""
    text = data.decode(chance.choice(("utf-8", "utf-8", *ENCODINGS, "latin-1")), "replace")
    return text.encode(chance.choice(("utf-8", *ENCODINGS)), "ignore")


def shuffled(chance, data):
    """Lines in another order, some of them twice."""
    lines = data.splitlines(keepends=True)
    return b"".join(chance.choices(lines, k=len(lines))) if lines else data


CHANGES = (
    inserted,
    inserted,
    inserted,
    removed,
    repeated,
    moved,
    flipped,
    spliced,
    reread,
    shuffled,
)


def made_input(chance):
    """The bytes of an input; the same for the same `random.Random`."""
    data = chance.choice(seeds())
    for _ in range(int(2 ** chance.uniform(0, 4))):
        data = chance.choice(CHANGES)(chance, data)[:MAX_BYTES]
    head = bytes(chance.randrange(256) for _ in range(4))  # chooses what a target does with it
    return head + data
