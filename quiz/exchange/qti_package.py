"""Items of QTI in a package, which is a zip with a manifest; or a single item by itself."""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import unquote

from quiz.exchange import qti_reading, qti_writing
from quiz.exchange.item import Broken, Item, Place, Reading, Skipped
from quiz.exchange.limits import BYTES, FILES, refuse_large
from quiz.exchange.qti_item import Wrong
from quiz.exchange.qti_names import Dialect, canonical
from quiz.exchange.xml import Node, parse

MANIFEST = "imsmanifest.xml"
# What the standard library raises for packages that are cut, mixed up or locked.
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, struct.error, ValueError, LookupError,
    OverflowError,
)  # fmt: skip
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # others take memory as the package says, not as it is read


def is_package(data: bytes) -> bool:
    return data[:4] == b"PK\x03\x04"


def read(data: bytes, dialect: Dialect) -> Reading:
    """Raises Broken for what is neither a package nor an item. Places within a package name their file."""
    refuse_large(len(data))
    items: list[Item] = []
    skipped: list[Skipped] = []
    faults: list[Place] = []
    files = members(data) if is_package(data) else iter([("", data)])
    for name, inner in files:
        try:
            found = one(inner, dialect)
        except (Broken, Wrong) as error:
            places = error.faults if isinstance(error, Broken) else error.found
            faults += [
                Place(each.line, each.column, f"{name}: {each.message}" if name else each.message) for each in places
            ]
            continue
        if isinstance(found, Item):
            items.append(found)
        else:
            skipped.append(Skipped(1, f"{name}: {found}" if name else found))
    return Reading(tuple(items), tuple(skipped), tuple(faults))


def one(data: bytes, dialect: Dialect) -> Item | str:
    root = parse(data)
    wanted = dialect.named("assessmentItem")
    if root.name != wanted:
        other = canonical(root).name
        if other == "assessmentItem":
            raise Broken(root.fault("this item is of the other version of QTI: name its format"))
        if other in ("assessmentTest", "assessmentSection", "assessmentStimulus", "responseProcessing"):
            return f"<{other}> is no item: the items are imported, not their arrangement"
        raise Broken(root.fault(f"an item of QTI begins with <{wanted}>, and this with <{root.name}>"))
    return qti_reading.item(canonical(root))


def members(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The items of a package, in the order of its manifest. Never more than BYTES of them are unpacked, whatever the
    package says of their size. Raises Broken."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except UNREADABLE as error:
        raise Broken(Place(1, 1, f"the package cannot be read: {error}")) from None
    with package:
        names = package.namelist()
        if len(names) > FILES:
            raise Broken(Place(1, 1, f"the package has more than {FILES} files: split it up"))
        left = BYTES
        if MANIFEST in names:
            text = unpacked(package, MANIFEST, left)
            left -= len(text)
            wanted = listed(parse(text))
        else:
            wanted = [name for name in names if name.lower().endswith(".xml")]
        for name in dict.fromkeys(wanted):
            if name not in names:
                raise Broken(Place(1, 1, f"the manifest names {name}, which the package does not hold"))
            text = unpacked(package, name, left)
            left -= len(text)
            yield name, text


def unpacked(package: zipfile.ZipFile, name: str, most: int) -> bytes:
    if package.getinfo(name).compress_type not in PACKINGS:
        raise Broken(Place(1, 1, f"{name} is packed in a way that is not read: pack it as a usual zip"))
    try:
        with package.open(name) as file:
            text = file.read(most + 1)
    except UNREADABLE as error:
        raise Broken(Place(1, 1, f"{name} cannot be unpacked: {error}")) from None
    if len(text) > most:
        raise Broken(Place(1, 1, f"unpacked, the package is larger than {BYTES // 1024 // 1024} MB: split it up"))
    return text


def listed(manifest: Node) -> list[str]:
    """The files of the manifest's items."""
    return [
        posixpath.normpath(unquote(resource.get("href")))
        for resource in manifest.within("resource")
        if resource.get("type").startswith("imsqti_item") and resource.get("href")
    ]


def write(items: Sequence[Item], title: str, dialect: Dialect) -> bytes:
    """A package. The same items give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        put(package, MANIFEST, manifest(items, title, dialect))
        for item in items:
            put(package, f"items/{item.name}.xml", qti_writing.item(dialect, item))
    return out.getvalue()


def put(package: zipfile.ZipFile, name: str, text: str) -> None:
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    package.writestr(info, text)


def manifest(items: Sequence[Item], title: str, dialect: Dialect) -> str:
    schema, version = dialect.schema
    resources = "".join(
        f'\n    <resource identifier="item-{item.name}" type="{dialect.item_type}" href="items/{item.name}.xml">'
        f'<file href="items/{item.name}.xml"/></resource>'
        for item in items
    )
    name = f"\n  <!-- {escape(title.replace('--', '- -'))} -->" if title else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<manifest xmlns="{dialect.package}" identifier="firstbyte">{name}\n'
        f"  <metadata><schema>{schema}</schema><schemaversion>{version}</schemaversion></metadata>\n"
        f"  <organizations/>\n  <resources>{resources}\n  </resources>\n</manifest>\n"
    )
