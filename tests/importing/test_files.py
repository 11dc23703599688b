"""Files, folders and archives, the hostile ones too: bad ones are told by name, the others go on."""

import gzip
import io
import os
import struct
import tarfile
import tracemalloc
from contextlib import contextmanager

import pytest

from articles.importing import BadFile
from articles.importing.files import find_files
from tests.importing.running import write, zipped

MB = 1024 * 1024


def found(path):
    """By name, what each file holds, or why it cannot be read."""
    return {file.name: _read(file.read) for file in find_files(path)}


def _read(read, *arguments):
    try:
        return read(*arguments)
    except BadFile as refusal:
        return str(refusal)


def tar(folder, members, name="pages.tar.gz"):
    """members: pairs of a name, or a TarInfo, and bytes"""
    path = folder / name
    with tarfile.open(path, "w:gz") as archive:
        for member, data in members:
            info = member if isinstance(member, tarfile.TarInfo) else tarfile.TarInfo(member)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


@contextmanager
def at_most(size):
    """What happens inside never holds more than ``size`` bytes at once."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < size
    finally:
        tracemalloc.stop()


def link(name, target, kind=tarfile.SYMTYPE):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def archived(folder, files, kind):
    if kind == "zip":
        return write(folder, "pages.zip", zipped(files))
    return tar(folder, [(name, data) for name, data in files.items()])


both_kinds = pytest.mark.parametrize("kind", ["zip", "tar.gz"])


def test_a_folder_gives_its_files_in_the_order_of_their_names(tmp_path):
    for name in ("b/10.md", "b/2.md", "a.txt", "c.docx"):
        write(tmp_path, name, name)

    assert list(found(tmp_path)) == ["a.txt", "c.docx", "b/2.md", "b/10.md"]


def test_what_is_no_article_in_a_folder_is_passed_by(tmp_path):
    for name in (".hidden.md", ".git/x.md", "README.md", "readme.txt", "x.png", "__MACOSX/y.md", "z.html"):
        write(tmp_path, name, b"x")

    assert found(tmp_path) == {}


def test_what_is_named_by_hand_must_be_readable(tmp_path):
    page = write(tmp_path, "x.html", b"x")

    assert found(page) == {"x.html": "This kind of file cannot be read. Use .txt, .md, .docx, .tar.gz or .zip."}
    assert found(tmp_path / "nowhere") == {"nowhere": "There is no file “nowhere”."}
    assert found(tmp_path / "nowhere.md") == {"nowhere.md": "There is no file “nowhere.md”."}
    assert found(write(tmp_path, "README.md", b"x")) == {"README.md": b"x"}


@both_kinds
def test_an_archive_gives_its_files_and_so_does_one_in_a_folder(tmp_path, kind):
    archived(tmp_path, {"en/a.md": b"a", "en/b.txt": b"b", "en/x.png": b"x", ".c.md": b"c"}, kind)

    assert found(tmp_path / f"pages.{kind}") == found(tmp_path) == {"en/a.md": b"a", "en/b.txt": b"b"}


@both_kinds
@pytest.mark.parametrize("before", ["./", ".\\", "x/../"])
def test_names_are_understood_as_other_systems_write_them(tmp_path, kind, before):
    page = archived(tmp_path, {f"{before}en\\a.md": b"a", f"{before}images/x.png": b"x"}, kind)

    for file in find_files(page):
        assert (file.name, file.read(), file.beside("../images/x.png")) == ("en/a.md", b"a", b"x")
    assert list(found(page)) == ["en/a.md"]


@both_kinds
def test_a_picture_beside_a_file_is_found_from_that_file(tmp_path, kind):
    files = {"en/asthma/1.md": b"a", "images/x.png": b"x"}
    write(tmp_path, "folder/en/asthma/1.md", b"a")
    write(tmp_path, "folder/images/x.png", b"x")
    write(tmp_path, "secret.png", b"s")

    for path in (archived(tmp_path, files, kind), tmp_path / "folder"):
        for file in find_files(path):
            assert _read(file.beside, "../../images/x.png") == b"x"
            assert "There is no file" in _read(file.beside, "../../images/y.png")
            assert "out" in _read(file.beside, "../../../secret.png")
            assert "out" in _read(file.beside, "/etc/hostname")
            assert _read(file.beside, "x\0.png")
            assert _read(file.beside, "x" * 5000)


@both_kinds
@pytest.mark.parametrize("name", ["../evil.md", "a/../../evil.md", "/tmp/evil.md", "..\\evil.md", "C:\\evil.md"])
def test_a_path_that_climbs_out_is_refused_and_the_others_go_on(tmp_path, kind, name):
    answers = found(archived(tmp_path, {name: b"x", "good.md": b"good"}, kind))

    assert answers.pop("good.md") == b"good"
    assert list(answers.values()) == ["This path climbs out of its archive."]


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_links_and_devices_in_a_tar_are_refused(tmp_path, kind):
    members = [(link("a.md", "/etc/hostname", kind), b""), (link("x.png", "/etc/hostname", kind), b""), ("b.md", b"b")]
    page = tar(tmp_path, members)

    assert found(page) == {"a.md": "This is a link or a device, not a file.", "b.md": b"b"}
    for file in find_files(page):
        assert _read(file.beside, "x.png") == "This is a link or a device, not a file."


def test_a_link_out_of_a_folder_is_refused(tmp_path):
    write(tmp_path, "secret.md", b"secret")
    write(tmp_path, "secret.zip", zipped({"a.md": b"a"}))
    folder = write(tmp_path, "folder/good.md", b"good").parent
    (folder / "a.md").symlink_to(tmp_path / "secret.md")
    (folder / "b.zip").symlink_to(tmp_path / "secret.zip")
    (folder / "c.md").symlink_to("c.md")
    (folder / "d.md").symlink_to("good.md")
    (folder / "e").symlink_to(tmp_path)

    out = "This leads out of the folder that is imported."
    assert found(folder) == {"a.md": out, "b.zip": out, "c.md": out, "d.md": b"good", "good.md": b"good"}


def test_names_that_a_terminal_would_obey_or_nobody_can_store_are_shown_harmlessly(tmp_path):
    write(tmp_path, "a\x1b[2Jb.md", b"x")
    with open(os.fsencode(tmp_path) + b"/caf\xe9.md", "wb") as file:
        file.write(b"y")

    assert found(tmp_path) == {"a?[2Jb.md": b"x", "caf?.md": b"y"}


@pytest.mark.parametrize(
    ("name", "size", "limit"), [("a.txt", 200 * MB, 10), ("a.md", 11 * MB, 10), ("a.docx", 51 * MB, 50)]
)
def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path, name, size, limit):
    path = write(tmp_path, name, b"")
    os.truncate(path, size)

    assert found(path) == {name: f"The file has {size // MB} MB; it may have {limit} MB."}


@both_kinds
def test_a_file_that_unpacks_too_large_is_refused_and_the_others_go_on(tmp_path, kind):
    page = archived(tmp_path, {"bomb.txt": bytes(11 * MB), "good.md": b"good"}, kind)

    assert found(page) == {"bomb.txt": "The file has 11 MB; it may have 10 MB.", "good.md": b"good"}


def test_an_archive_that_unpacks_to_a_flood_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("articles.importing.archives.MAX_ARCHIVE", 10 * MB)
    monkeypatch.setattr("articles.importing.archives.MAX_MEMBERS", 3)
    sentence = "The archive unpacks to more than 1 GB or 100,000 files. Split it."
    large = {"a.md": b"a", "x.bin": bytes(11 * MB), "b.md": b"b"}
    many = {"a.md": b"a"} | {f"{number}.png": b"" for number in range(3)}

    for files in (large, many):
        assert found(archived(tmp_path, files, "tar.gz"))["pages.tar.gz"] == sentence
        assert found(archived(tmp_path, files, "zip"))["pages.zip"] == sentence


def test_a_picture_in_a_flood_is_not_looked_for_to_its_end(tmp_path, monkeypatch):
    monkeypatch.setattr("articles.importing.archives.MAX_ARCHIVE", 10 * MB)
    page = tar(tmp_path, [("a.md", b"a"), ("x.bin", bytes(11 * MB)), ("x.png", b"x")])

    files = find_files(page)
    file = next(files)

    assert "more than 1 GB" in _read(file.beside, "x.png")


def test_a_tar_whose_names_are_a_flood_is_refused(tmp_path):
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 60 * MB
    with gzip.open(tmp_path / "bomb.tar.gz", "wb", compresslevel=1) as file:
        file.write(info.tobuf())
        file.write(bytes(60 * MB))

    with at_most(10 * MB):
        assert found(tmp_path) == {"bomb.tar.gz": "The archive is damaged, or no archive at all."}


def test_a_zip_that_lies_about_its_size_never_unpacks_more_than_it_said(tmp_path):
    honest = zipped({"a.txt": bytes(60 * MB)}, compression=8)
    path = write(tmp_path, "pages.zip", honest.replace(struct.pack("<L", 60 * MB), struct.pack("<L", 1000)))

    with at_most(10 * MB):
        assert found(path) == {"a.txt": "This part of the archive is damaged or locked with a password."}


def test_a_zip_with_a_password_is_told(tmp_path):
    locked = bytearray(zipped({"a.md": b"a"}))
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(header) + flags] |= 1

    (answer,) = found(write(tmp_path, "pages.zip", bytes(locked))).values()

    assert answer == "This part of the archive is damaged or locked with a password."


@pytest.mark.parametrize("name", ["pages.zip", "pages.tar.gz", "pages.tgz"])
@pytest.mark.parametrize("data", [b"", b"no archive", b"PK\x03\x04" + bytes(40), b"\x1f\x8b\x08\x00" + bytes(40)])
def test_what_is_no_archive_is_told(tmp_path, name, data):
    assert found(write(tmp_path, name, data)) == {name: "The archive is damaged, or no archive at all."}


def test_what_stands_before_the_damage_of_a_tar_is_read(tmp_path):
    page = tar(tmp_path, [("a.md", os.urandom(5000)), ("b.md", os.urandom(500_000))])
    page.write_bytes(page.read_bytes()[:200_000])

    answers = found(page)

    assert len(answers["a.md"]) == 5000
    assert "damaged" in answers["b.md"]


def test_a_damaged_part_of_a_zip_does_not_stop_the_others(tmp_path):
    data = bytearray(zipped({"a.md": b"a" * 100, "b.md": b"b" * 100}))
    data[data.index(b"a" * 100)] ^= 255

    answers = found(write(tmp_path, "pages.zip", bytes(data)))

    assert answers == {"a.md": "This part of the archive is damaged or locked with a password.", "b.md": b"b" * 100}
