"""Addresses: what is one, what is refused, and when what lies behind one is another thing."""

from __future__ import annotations

import os
from uuid import uuid4

import fsspec
import pytest

from cleanup import InputError
from cleanup.formats.remote import files_below, is_remote, opened, refuse_secret


@pytest.mark.parametrize("name", ["s3://bucket/a.jsonl", "file:///tmp/a", "gs://b", "S3://b/c"])
def test_an_address_has_a_scheme(name):
    """Whatever it is called."""
    assert is_remote(name)


@pytest.mark.parametrize("name", ["a:b", "a/s3://b", "/home/a", "C:\\a", "://a", "-"])
def test_a_path_is_no_address(name):
    """A colon alone makes none."""
    assert not is_remote(name)


@pytest.mark.parametrize(
    "address",
    [
        "s3://bucket/a:b@c.jsonl",
        "s3://bucket/key=1/token=2/a.jsonl?versionId=3",
        "hdfs://name.example:8020/a",
        "hdfs://[::1]:8020/a",
        "sftp://user@host.example/a",
        "file:///C:/a",
        "zip://a.csv::s3://bucket/a.zip",
        "https://host.example/a?keyword=1&author=2&id=3",
        "https://host.example:8080?a=1",
    ],
)
def test_an_address_without_a_secret(address):
    """Ports, names of users, and words of a path that look like more."""
    refuse_secret(address)


@pytest.mark.parametrize(
    "address",
    [
        "ftp://user:hidden@host.example/a",
        "ftp://user:1hidden@host.example/a",
        "s3://hidden:hid/den@bucket/a",
        "zip://a.csv::ftp://user:hidden@host.example/a.zip",
        "https://bucket.example/a?X-Amz-Date=1&X-Amz-Signature=hidden",
        "https://bucket.example/a?Signature=hidden",
        "https://account.example/a?se=1&sig=hidden",
        "https://host.example/a?access_token=hidden",
        "https://host.example/a?api_key=hidden",
    ],
)
def test_an_address_with_a_secret_is_refused(address):
    """And not repeated."""
    with pytest.raises(InputError) as refused:
        refuse_secret(address)
    assert "hidden" not in str(refused.value)


def versions(address):
    return {file.relative: file.version for file in files_below(address)}


def test_a_version_stands_for_a_file_and_its_content(tmp_path):
    """It changes with the file, and no two files have the same."""
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"same")
        os.utime(tmp_path / name, ns=(10**18, 10**18))
    before = versions(f"file://{tmp_path}")
    assert before["a"] != before["b"]
    assert before == versions(f"file://{tmp_path}")
    (tmp_path / "a").write_bytes(b"else")
    after = versions(f"file://{tmp_path}")
    assert after["a"] != before["a"]
    assert after["b"] == before["b"] == versions(f"file://{tmp_path}/b")["b"]


def test_a_file_system_that_tells_no_version(monkeypatch):
    """A size alone is none."""
    system, folder = fsspec.filesystem("memory"), f"/{uuid4()}"
    system.pipe(f"{folder}/a", b"1")
    assert versions(f"memory:/{folder}")["a"]
    monkeypatch.setattr(
        type(system), "info", lambda _self, path: {"name": path, "size": 1, "type": "file"}
    )
    assert versions(f"memory:/{folder}/a") == {"a": ""}


def test_names_are_those_below_the_address_without_hidden_ones(tmp_path):
    """In order, as in a folder."""
    for name in ("b/c", "a", ".hidden/d", "b/.e"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    found = files_below(f"file://{tmp_path}")
    assert [file.relative for file in found] == ["a", "b/c"]
    assert [file.address for file in found] == [
        f"file://{tmp_path}/{name}" for name in ("a", "b/c")
    ]


def test_what_goes_wrong_is_one_line(monkeypatch):
    """Whatever the file system says, when it is opened or later."""
    system, path = fsspec.filesystem("memory"), f"/{uuid4()}"
    with pytest.raises(InputError, match=r"^cannot be read \(no such file\)$"):
        files_below(f"memory:/{path}")
    system.pipe(path, b"1")
    with opened(f"memory:/{path}") as file:
        monkeypatch.setattr(type(system.store[path]), "read", broken, raising=False)
        with pytest.raises(InputError, match=r"^cannot be read \(lost\)$"):
            file.read(1)


def broken(*_):
    raise RuntimeError("lost\nand more")
