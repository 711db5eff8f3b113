"""Binary files of many kinds, as small as they come; each function makes the bytes of one."""

from __future__ import annotations

import importlib.util
import io
import marshal
import sqlite3
import struct
import tarfile
import tempfile
import zipfile
import zlib
from pathlib import Path

import duckdb
import numpy as np

SAYINGS = ("昨夜下了一场小雨。", "石榴花落了一地，红得像胭脂。", "母亲说：“别扫。”")
NIGHT = (1998, 3, 10, 2, 13, 6)


def zipped(members, *, stored=()):
    """A zip archive of names and contents; those named in `stored` are not compressed."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        for name, content in members.items():
            how = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            file.writestr(zipfile.ZipInfo(name, NIGHT), content, how)
    return archive.getvalue()


def tarred(members):
    """A tar archive of names and contents."""
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w", format=tarfile.USTAR_FORMAT) as file:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            file.addfile(entry, io.BytesIO(content))
    return archive.getvalue()


def pdf(*, binary=True):
    """A PDF of one page; its second line is a comment of bytes above 127 unless it is all ASCII."""
    drawing = b"BT /F1 18 Tf 72 720 Td (The ferry does not run on Sundays.) Tj ET\n" * 8
    stream, filters = (
        (zlib.compress(drawing), b"/Filter /FlateDecode ") if binary else (drawing, b"")
    )
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< %s/Length %d >>\nstream\n%s\nendstream" % (filters, len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    data = b"%PDF-1.4\n" + (b"%\xe2\xe3\xcf\xd3\n" if binary else b"")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


def parquet(codec):
    """A Parquet file of sayings."""
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as database:
        path = Path(folder, "sayings.parquet")
        database.execute("CREATE TABLE sayings (id INTEGER, saying VARCHAR)")
        database.executemany("INSERT INTO sayings VALUES (?, ?)", [*enumerate(SAYINGS)])
        database.execute(f"COPY sayings TO '{path}' (FORMAT parquet, COMPRESSION {codec})")
        return path.read_bytes()


def sqlite():
    """A database of SQLite with one table."""
    database = sqlite3.connect(":memory:")
    try:
        database.execute("CREATE TABLE guestbook (id INTEGER PRIMARY KEY, text TEXT)")
        database.executemany("INSERT INTO guestbook VALUES (?, ?)", [*enumerate(SAYINGS)])
        database.commit()
        return database.serialize()
    finally:
        database.close()


def png():
    """A picture of 16 by 16 grey pixels."""

    def chunk(name, content):
        check = zlib.crc32(name + content)
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)

    rows = b"".join(b"\0" + bytes(range(row, row + 16)) for row in range(16))
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 16, 16, 8, 0, 0, 0, 0))
    comment = chunk(b"tEXt", b"Comment\0The ferry does not run on Sundays.")
    pixels = chunk(b"IDAT", zlib.compress(rows))
    return b"\x89PNG\r\n\x1a\n" + header + comment + pixels + chunk(b"IEND", b"")


def icon():
    """An icon that holds the picture."""
    picture = png()
    entry = struct.pack("<BBBBHHII", 16, 16, 0, 0, 1, 32, len(picture), 22)
    return struct.pack("<HHH", 0, 1, 1) + entry + picture


def mp4(brand):
    """The boxes of a video: its type, a header, and a second of noise."""

    def box(name, content):
        return struct.pack(">I", len(content) + 8) + name + content

    header = struct.pack(">IIIII", 0, 0, 0, 1000, 1000) + struct.pack(">IH", 0x10000, 0x100)
    noise = zlib.compress(bytes(number * number % 251 for number in range(900)))
    kind = box(b"ftyp", brand + struct.pack(">I", 512) + brand + b"mp41")
    return kind + box(b"moov", box(b"mvhd", header.ljust(100, b"\0"))) + box(b"mdat", noise)


def matroska():
    """The head of a WebM video, and a cluster."""
    head = b"\x42\x86\x81\x01\x42\xf7\x81\x01\x42\xf2\x81\x04\x42\xf3\x81\x08"
    head += b"\x42\x82\x84webm\x42\x87\x81\x04\x42\x85\x81\x02"
    cluster = b"\x1f\x43\xb6\x75\x90\xe7\x81\x00\xa3\x8b\x81\x00\x00\x80" + bytes(range(7))
    segment = b"\x18\x53\x80\x67" + bytes([0x80 | len(cluster)]) + cluster
    return b"\x1a\x45\xdf\xa3" + bytes([0x80 | len(head)]) + head + segment


def tagged(sound):
    """An MP3 sound with an ID3 tag that holds a title."""
    title = b"\1" + "夜航船".encode("utf-16")
    frame = b"TIT2" + struct.pack(">IH", len(title), 0) + title
    return b"ID3\3\0\0" + struct.pack(">I", len(frame)) + frame + sound


def midi():
    """Three notes."""
    notes = b"".join(b"\0\x90%c\x40\x60\x80%c\0" % (note, note) for note in (60, 64, 67))
    track = notes + b"\0\xff\x2f\0"
    return (
        b"MThd"
        + struct.pack(">IHHH", 6, 0, 1, 96)
        + b"MTrk"
        + struct.pack(">I", len(track))
        + track
    )


def elf():
    """A program for Linux that returns 42."""
    code = b"\xb8\x3c\0\0\0\xbf\x2a\0\0\0\x0f\x05"  # mov eax, 60; mov edi, 42; syscall
    base, start = 0x400000, 120
    ident = b"\x7fELF\2\1\1" + bytes(9)
    head = struct.pack("<HHIQQQIHHHHHH", 2, 62, 1, base + start, 64, 0, 0, 64, 56, 1, 0, 0, 0)
    size = start + len(code)
    segment = struct.pack("<IIQQQQQQ", 1, 5, 0, base, base, size, size, 0x1000)
    return ident + head + segment + code


def windows_program():
    """The head of a program for Windows, with the notice for DOS."""
    notice = b"\x0e\x1f\xba\x0e\0\xb4\x09\xcd\x21\xb8\1\x4c\xcd\x21"
    notice += b"This program cannot be run in DOS mode.\r\r\n$"
    dos = struct.pack("<2s29HI", b"MZ", 0x90, 3, 0, 4, 0, 0xFFFF, *[0] * 23, 128)
    coff = struct.pack("<4sHHIIIHH", b"PE\0\0", 0x8664, 1, 0, 0, 0, 240, 0x22)
    optional = struct.pack("<HBBIII", 0x20B, 14, 0, 512, 0, 0).ljust(240, b"\0")
    return ((dos + notice).ljust(128, b"\0") + coff + optional).ljust(1024, b"\0")


def wasm():
    """A module of one function that returns 42."""
    kinds, functions = b"\1\5\1\x60\0\1\x7f", b"\3\2\1\0"
    exports, code = b"\7\x08\1\4lamp\0\0", b"\x0a\6\1\4\0\x41\x2a\x0b"
    return b"\0asm\1\0\0\0" + kinds + functions + exports + code


def bytecode():
    """Compiled Python."""
    code = compile("LAMP = '灯'\nprint(LAMP)\n", "lamp.py", "exec")
    return importlib.util.MAGIC_NUMBER + bytes(12) + marshal.dumps(code)


def array(**arrays):
    """An array as .npy, or several by their names as .npz."""
    file = io.BytesIO()
    if arrays:
        np.savez(file, **arrays)
    else:
        np.save(file, np.arange(60, dtype=np.float32).reshape(12, 5))
    return file.getvalue()


def rar():
    """A RAR archive of one stored file."""
    content = "\n".join(SAYINGS).encode()
    name = b"note.txt"
    main = struct.pack("<BHHHI", 0x73, 0, 13, 0, 0)
    fields = (len(content), len(content), 2, zlib.crc32(content), 0, 20, 0x30, len(name), 0x20)
    file = struct.pack("<BHHIIBIIBBHI", 0x74, 0x8000, 32 + len(name), *fields) + name
    blocks = b"".join(
        struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head + rest
        for head, rest in ((main, b""), (file, content), (b"\x7b\0\x40\7\0", b""))
    )
    return b"Rar!\x1a\7\0" + blocks


def word_document(text):
    """A .docx of one paragraph."""
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    paragraph = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    return office_open(
        "word/document.xml",
        f'<w:document xmlns:w="{namespace}"><w:body>{paragraph}</w:body></w:document>',
    )


def workbook():
    """An .xlsx of three cells."""
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cells = "".join(f'<c t="inlineStr"><is><t>{saying}</t></is></c>' for saying in SAYINGS)
    sheet = f'<worksheet xmlns="{namespace}"><sheetData><row>{cells}</row></sheetData></worksheet>'
    return office_open("xl/worksheets/sheet1.xml", sheet)


def office_open(part, content):
    """A file of Office Open XML with one part."""
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    related = f'<Relationship Id="rId1" Type="document" Target="{part}"/>'
    members = {
        "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{relations}">{related}</Relationships>',
        part: content,
    }
    return zipped({name: declaration + text for name, text in members.items()})


def typed_zip(media_type, part, content):
    """A zip archive that starts with its media type, as OpenDocument and EPUB do."""
    return zipped({"mimetype": media_type, part: content}, stored=("mimetype",))


def old_office():
    """A compound file, as Word made until 2003: a header, a table of sectors, text in UTF-16."""
    sectors = [1, 0, 0xFFFFFFFE, *[0xFFFFFFFF] * 106]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6).ljust(20, b"\0")
    header += struct.pack("<8I", 1, 1, 0, 0x1000, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    table = struct.pack("<109I", *sectors)
    entry = "Root Entry".encode("utf-16-le").ljust(64, b"\0")
    return (header + table).ljust(512, b"\0") + (
        entry + "".join(SAYINGS).encode("utf-16-le")
    ).ljust(1536, b"\0")
