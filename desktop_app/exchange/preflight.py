"""Is this a workbook, and can it be opened safely? Decided from the bytes, before any library sees them.

Figures behind the limits: safe_keeping.md §3.3 (a 2 MB zip bomb costs 6 GB and 25 s in the libraries, and less
than a millisecond here).
"""

import io
import posixpath
import re
import zipfile
import zlib
from xml.parsers import expat

from db.errors import BadWorkbook

FILE_LIMIT = 30 << 20  # bytes of the file itself
_MEMBERS = 500
_PART_LIMIT = 120 << 20  # unpacked bytes of one part
_WHOLE_LIMIT = 250 << 20
_RATIO, _RATIO_FROM = 200, 4 << 20  # a part beyond 4 MB must not be packed tighter than 200:1
ROW_LIMIT, COLUMN_LIMIT = 20_000, 400
_CHUNK = 1 << 16

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BOOK = "Workbook".encode("utf-16-le")
_BOOK_5 = "Book".encode("utf-16-le")
_CELL = re.compile(r"([A-Z]{1,7})([0-9]{1,15})\Z")

SAVE_AS = "请用 WPS 打开它，另存为 .xlsx 再读。"


def kind_of(data: bytes) -> str:
    """'xlsx' or 'xls'. Raises BadWorkbook with the reason for everything else."""
    if not data:
        raise BadWorkbook("这个文件是空的。", "请向发文件的人要一份完整的表格。")
    if len(data) > FILE_LIMIT:
        raise BadWorkbook(f"这个文件有 {len(data) >> 20} MB，太大了，不像是回执。", "请核对是不是选错了文件。")
    if data.startswith(b"PK\x03\x04"):
        _check_zip(data)
        return "xlsx"
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise BadWorkbook("这张表格设了密码，读不出来。", "请用 WPS 打开，取消密码，另存为 .xlsx 再读。")
        if _BOOK not in data and _BOOK_5 not in data:
            raise BadWorkbook("这不是表格文件。", SAVE_AS)
        return "xls"
    start = data[:2048].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").lower().replace(b"\0", b"")
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<div")):
        raise BadWorkbook("这个文件名字像表格，里面其实是网页。", SAVE_AS)
    if start.startswith(b"<?xml"):
        raise BadWorkbook("这个文件是 XML 文本，不是通常的表格。", SAVE_AS)
    if b"\0" not in data[:4096] and (b"," in data[:4096] or b"\t" in data[:4096]):
        raise BadWorkbook("这个文件是 CSV 文本，长号码在里面容易丢位，不能当回执读。", SAVE_AS)
    raise BadWorkbook("这不是表格文件。", "请选上级发回来的 .xlsx 或 .xls 文件。")


def _unsafe(reason: str) -> BadWorkbook:
    return BadWorkbook(f"这个表格文件不正常（{reason}），没有打开它。", SAVE_AS)


def _check_zip(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_parts(parts)
            total = 0
            for part in parts:
                total += _check_part(archive, part)
                if total > _WHOLE_LIMIT:
                    raise _unsafe("解开后太大")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError) as error:
        raise BadWorkbook("这个表格文件坏了，或者没有下载完整。", "请重新要一份，或" + SAVE_AS.removeprefix("请")) from error


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if len(parts) > _MEMBERS:
        raise _unsafe(f"里面有 {len(parts)} 个部件")
    if len({name.lower() for name in names}) < len(names):
        raise _unsafe("里面有重名的部件")
    if any(part.flag_bits & 1 for part in parts):
        raise BadWorkbook("这个文件设了压缩密码，读不出来。", "请取消密码再读。")
    if any(name.startswith(("/", "\\")) or ".." in posixpath.normpath(name).split("/") or ":" in name for name in names):
        raise _unsafe("部件的路径指到了外面")
    if "xl/workbook.xml" not in names:
        known = ("xl/workbook.bin", "content.xml")
        raise BadWorkbook("这不是 .xlsx 表格。" if any(name in names for name in known) else "这是压缩包或别的文件，不是表格。",
                          SAVE_AS if any(name in names for name in known) else "请选上级发回来的 .xlsx 或 .xls 文件。")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise BadWorkbook("这张表格带有宏，为了安全没有打开。", SAVE_AS)


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """Unpack one part in small pieces, counting what really comes out; returns its size in bytes."""
    scan = _Scan(part.filename) if part.filename.lower().endswith((".xml", ".rels", ".vml")) else None
    size = 0
    with archive.open(part) as stream:
        while piece := stream.read(_CHUNK):
            size += len(piece)
            if size > _PART_LIMIT or (size > _RATIO_FROM and size > _RATIO * max(part.compress_size, 1)):
                raise _unsafe("压缩得过紧，解开后太大")
            if scan:
                scan.feed(piece)
    if scan:
        scan.feed(b"", last=True)
    return size


class _Scan:
    """Reads the XML of one part as a stream: no document types, no cell with a value far outside."""

    def __init__(self, name: str) -> None:
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._on_doctype
        self._is_sheet = bool(re.match(r"xl/worksheets/[^/]+\.xml\Z", name, re.IGNORECASE))
        self._row = self._column = 0
        if self._is_sheet:
            self._parser.StartElementHandler = self._on_element

    def feed(self, piece: bytes, last: bool = False) -> None:
        try:
            self._parser.Parse(piece, last)
        except expat.ExpatError:
            raise _unsafe("里面的内容不完整") from None

    def _on_doctype(self, *_: object) -> None:
        raise _unsafe("里面有不该有的定义")

    def _on_element(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "row":
            self._row = self._number(attributes.get("r"), self._row + 1)
            self._column = 0
        elif tag == "c":
            place = _CELL.match(attributes.get("r", ""))
            self._column += 1
            if place:
                self._column, self._row = _column_number(place[1]), int(place[2])
            elif "r" in attributes:
                raise _unsafe("格子的位置写得不对")
        elif tag in ("v", "is", "f") and (self._row > ROW_LIMIT or self._column > COLUMN_LIMIT):
            # Only cells that hold something count: whole formatted columns are common in office files.
            raise BadWorkbook(f"这张表格超过 {ROW_LIMIT} 行或 {COLUMN_LIMIT} 列，不像是回执。", "请核对是不是选错了文件。")

    def _number(self, text: str | None, otherwise: int) -> int:
        if text is None:
            return otherwise
        if not text.isdigit() or len(text) > 15:
            raise _unsafe("行号写得不对")
        return int(text)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
