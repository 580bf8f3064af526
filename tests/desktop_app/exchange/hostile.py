"""Makes files that must not be opened, each from scratch: no binaries are kept."""

import io
import zipfile

CONTENT = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="xml" ContentType="application/xml"/>
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"""
RELS = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="xl/workbook.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>"""
BOOK = """<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>
<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"""
BOOK_RELS = RELS.replace("xl/workbook.xml", "worksheets/sheet1.xml").replace("officeDocument\"", "worksheet\"")
_HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


def sheet(rows: str, before: str = "") -> str:
    return f'<?xml version="1.0"?>{before}{_HEAD}{rows}</sheetData></worksheet>'


def cell(place: str, text: str = "字") -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def book(rows: str = f'<row r="1">{cell("A1")}</row>', before: str = "", extra: dict | None = None,
         without: str = "") -> bytes:
    """A small workbook with this sheet, more parts, or without one."""
    parts = {"[Content_Types].xml": CONTENT, "_rels/.rels": RELS, "xl/workbook.xml": BOOK,
             "xl/_rels/workbook.xml.rels": BOOK_RELS, "xl/worksheets/sheet1.xml": sheet(rows, before)} | (extra or {})
    parts.pop(without, None)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def twice_named() -> bytes:
    import warnings

    buffer = io.BytesIO(book())
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("XL/worksheets/sheet1.xml", sheet(""))
    return buffer.getvalue()


def bomb() -> bytes:
    """One cell that unpacks to 100 MB from 100 kB."""
    return book(f'<row r="1">{cell("A1", "0" * (100 << 20))}</row>')


def encrypted_member() -> bytes:
    """Says in every header that it is encrypted."""
    data = bytearray(book())
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = 0
        while (at := data.find(sign, at)) >= 0:
            data[at + offset] |= 1
            at += 4
    return bytes(data)


def wrong_sum() -> bytes:
    """The directory promises another checksum than the first part has."""
    data = bytearray(book())
    at = data.find(b"PK\x01\x02") + 16
    data[at:at + 4] = b"\1\2\3\4"
    return bytes(data)


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504
BILLION = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
OUTSIDE = '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>'

FILES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "是空的"),
    "text": ("今天天气很好".encode(), "这不是表格文件"),
    "csv": ("记录号,版本,结果\nu-1,3,接收\n".encode("gbk"), "CSV"),
    "tabs": ("记录号\t版本\nu-1\t3\n".encode(), "CSV"),
    "html": ("\ufeff<html><table><tr><td>记录号</td></tr></table></html>".encode(), "网页"),
    "html16": ("<!DOCTYPE html><table></table>".encode("utf-16"), "网页"),
    "xml2003": (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "XML"),
    "pdf": (b"%PDF-1.7\n\0\0", "这不是表格文件"),
    "plain zip": (book(without="xl/workbook.xml"), "压缩包"),
    "ods": (book(without="xl/workbook.xml", extra={"content.xml": "<x/>"}), "不是 .xlsx"),
    "truncated": (book()[:-60], "坏了"),
    "cut in the middle": (book()[:300], "坏了"),
    "bad crc": (wrong_sum(), "坏了"),
    "word": (OLE, "这不是表格文件"),
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
    "xls that is none": (OLE + "Workbook".encode("utf-16-le") + b"\0" * 2000, "读不出来"),
    "zip password": (encrypted_member(), "压缩密码"),
    "macro": (book(extra={"xl/vbaProject.bin": "x"}), "宏"),
    "bomb": (bomb(), "压缩得过紧"),
    "billion laughs": (book(before=BILLION), "不该有的定义"),
    "outside entity": (book(before=OUTSIDE), "不该有的定义"),
    "entity in strings": (book(extra={"xl/sharedStrings.xml": f"{BILLION}<sst/>"}), "不该有的定义"),
    "twice": (twice_named(), "重名"),
    "path": (book(extra={"../../etc/x.xml": "<x/>"}), "外面"),
    "absolute": (book(extra={"/etc/x.xml": "<x/>"}), "外面"),
    "drive": (book(extra={"C:/x.xml": "<x/>"}), "外面"),
    "members": (book(extra={f"x/{n}.txt": "" for n in range(600)}), "605 个部件"),
    "far cell": (book(f'<row r="1">{cell("A1")}</row><row r="1048576">{cell("XFD1048576")}</row>'), "超过"),
    "far row": (book(f'<row r="99999999999">{cell("A99999999999")}</row>'), "超过"),
    "endless row number": (book(f'<row r="{"9" * 40}"></row>'), "行号"),
    "bad place": (book('<row r="1"><c r="$A$1"><v>1</v></c></row>'), "位置"),
    "too many rows": (book("".join("<row><c><v>1</v></c></row>" for _ in range(20_001))), "超过 20000 行"),
    "broken xml": (book('<row r="1"><c r="A1">'), "不完整"),
}
