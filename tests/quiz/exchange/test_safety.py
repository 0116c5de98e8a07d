"""What nobody should send is refused, in bounded memory."""

from __future__ import annotations

import io
import json
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from quiz.exchange import take
from quiz.exchange.limits import BYTES, DEPTH
from quiz.exchange.riding import digest
from quiz.importing import page
from tests.setup.servers import ROOT

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMBS = {
    "laughs": f'<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY l0 "ha">{LAUGHS}]><quiz>&l9;</quiz>',
    "file": '<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>',
    "net": '<!DOCTYPE quiz SYSTEM "http://127.0.0.1:9/x.dtd"><quiz/>',
    "parameter": '<!DOCTYPE quiz [<!ENTITY % x SYSTEM "file:///etc/passwd">%x;]><quiz/>',
}


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_entities_and_document_types_are_refused_at_their_place(name: str) -> None:
    for form in ("moodle-xml", "qti21", "qti30"):
        found = take(BOMBS[name].encode(), form)
        assert found.drafts == ()
        (fault,) = found.faults
        assert fault.line == 1
        assert "not read" in fault.message
        assert "root:" not in fault.message


def test_elements_within_elements_have_an_end() -> None:
    text = "<quiz>" + "<a>" * 100_000 + "</a>" * 100_000 + "</quiz>"
    assert f"more than {DEPTH} deep" in take(text.encode(), "moodle-xml").faults[0].message


def test_elements_are_counted() -> None:
    assert "elements" in take(b"<quiz>" + b"<a/>" * 300_000 + b"</quiz>", "moodle-xml").faults[0].message


def test_deep_json_beside_a_question_is_a_fault() -> None:
    found = take(b"// firstbyte: " + b"[" * 100_000 + b"\nWho?{=a ~b}", "gift")
    assert len(found.faults) == 1


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 100, b"\0" * 100, b"\xff\xfe<\0", b"<?xml encoding='x'?><quiz/>", b"<", b"{}"]
)  # fmt: skip
def test_rubbish_is_a_fault_or_nothing(data: bytes) -> None:
    for form in ("", "gift", "moodle-xml", "qti21", "qti30"):
        assert take(data, form).drafts == ()


def zip_of(path: Path, size: int, files: int = 1) -> None:
    chunk = b"0" * 1024 * 1024
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for place in range(files):
            with package.open(f"{place}.xml", "w", force_zip64=True) as file:
                for _ in range(size // len(chunk)):
                    file.write(chunk)


PROGRAM = """
import os, resource, sys, django
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()
from pathlib import Path
from quiz.exchange import take
from quiz.exchange.limits import BYTES
from quiz.management.commands.import_questions import bounded
take(b"Who?{=a ~b}")
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for path in sys.argv[1:]:
    found = take(bounded(Path(path)))
    assert not found.drafts and found.faults, path
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.slow
def test_bombs_are_refused_in_bounded_memory(tmp_path: Path) -> None:
    """50 MB of questions, a zip of 1 GB, a zip of many files, and a billion laughs: the process grows by a few times
    the limit of a file, which is far below any of them."""
    large = tmp_path / "large.gift"
    with large.open("wb") as file:
        for _ in range(50):
            file.write(b"Who?{=a ~b}\n\n" * (1024 * 1024 // 13))
    zip_of(tmp_path / "bomb.zip", 1024 * 1024 * 1024)
    zip_of(tmp_path / "many.zip", 1024 * 1024, files=300)
    (tmp_path / "laughs.xml").write_text(BOMBS["laughs"])
    (tmp_path / "large.xml").write_bytes(
        b"<quiz>" + b"<question type='essay'/>" * (50 * 1024 * 1024 // 24) + b"</quiz>"
    )
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *sorted(str(each) for each in tmp_path.iterdir())],
        cwd=ROOT, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 8 * BYTES // 1024 // 1024


def test_a_package_that_lies_about_its_size_is_still_bounded() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a.xml", b"<a>" + b" " * (BYTES + 100) + b"</a>")
    data = bytearray(out.getvalue())
    central = data.rindex(b"PK\x01\x02")
    data[central + 24 : central + 28] = (100).to_bytes(4, "little")
    assert take(bytes(data), "qti21").faults


def numerical(text: str, answer: str = "") -> str:
    return f'<quiz><question type="{"numerical" if answer else "cloze"}"><questiontext><text>{text}</text></questiontext>{answer}</question></quiz>'


def ridden(apart: object, body: str = "Who?{=a ~b}") -> str:
    return f"// firstbyte: {json.dumps({'apart': apart})}\n{body}"


ANY_NUMBER = '<answer fraction="100"><text>*</text></answer>'
ODD = {
    "any number": (numerical("How many?", ANY_NUMBER), 0),
    "any number in a gap": (numerical("How many? {1:NUMERICAL:=*}"), 0),
    "an order whose extra has no place": (
        '// firstbyte: {"type": "order"}\nWhich?{=a -> 1\n=b -> 2\n=c -> 3\n= -> x}',
        1,
    ),
    "an id that is no text": (ridden({"+": {"id": {}}}, "?{=a ~b}"), 1),
    "a part's id that is no text": (ridden({"at": {"options": {"@": [{"+": {"id": []}}, None]}}}), 0),
    "a number as text": (ridden({"at": {"value": {"=": [digest(5.0), "5"]}}}, "Which?{#5}"), 1),
    "a deep one": (ridden({"+": {"x": json.loads("[" * 600 + "]" * 600)}}), 0),
}


@pytest.mark.parametrize("name", ODD)
def test_what_nobody_writes_is_left_out_or_mended_and_the_page_says_so(name: str) -> None:
    text, drafts = ODD[name]
    found = take(text.encode())
    assert (len(found.drafts), len(page.context(found)["rows"])) == (drafts, drafts)
    assert not found.faults
    assert drafts or found.skipped


def test_a_package_that_is_packed_in_another_way_is_a_fault() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as package:
        package.writestr("a.xml", "<assessmentItem/>" * 50)
    assert "packed" in take(out.getvalue()[:40] + b"\xff" * 20 + out.getvalue()[60:], "qti21").faults[0].message


def test_a_package_that_says_it_lies_beyond_its_end_is_a_fault() -> None:
    info = zipfile.ZipInfo("a.xml")
    info.extra = struct.pack("<HHQ", 1, 8, 2**63 + 5)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(info, "<assessmentItem/>")
    data = bytearray(out.getvalue())
    central = data.rindex(b"PK\x01\x02")
    data[central + 42 : central + 46] = b"\xff" * 4
    assert "cannot be unpacked" in take(bytes(data), "qti21").faults[0].message
