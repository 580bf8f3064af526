"""Records and registers for workbooks, made without a database."""

import subprocess
from pathlib import Path
from shutil import which

import pytest

from db.items import CASE, PARTY
from db.resources import resource
from desktop_app.exchange import book, place, profiles, rows

NAMES = {"committee": {"c1": "海阳所镇人民调解委员会"}, "mediator": {"m1": "刘淑芬", "m2": "于建国"},
         "village": {"v1": "大孤山村"}, "person": {}}
REGISTERS = rows.Registers(NAMES, {"c1": {"uid": "c1", "area_code": "371083104"}},
                           {"v1": {"uid": "v1", "code": "371083104201"}})


class Maker:
    """Makes cases, fills and writes profiles."""

    registers = REGISTERS

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def party(self, name: str, role: str = "applicant", **said) -> dict:
        return PARTY.blank() | {"uid": f"p-{len(name.encode())}{ord(name[0])}", "role": role, "kind": "natural", "name": name} | said

    def case(self, **said) -> dict:
        parties = [self.party("高兴民", id_no="371083195506060317", phone="13806310005", birth="1955-06-06",
                              address="海阳所镇大孤山村12号", village="v1"),
                   self.party("隋建波", "respondent", id_no="371083197001110330", phone="13806310006")]
        return CASE.blank() | {
            "uid": "u-1", "revision": 3, "case_no": "海人调口字〔2022〕第001号", "committee": "c1", "registrar": "m1",
            "mediator": "m1", "co_mediator": "m2", "village": "v1", "accept_date": "2022-09-05",
            "mediation_date": "2022-09-05", "dispute_type": "02", "source": "1", "difficulty": "simple",
            "has_death": "no", "result": "success", "agreement_form": "oral", "amount": 30050,
            "perform_status": "done", "summary": "高兴民家杨树遮光，隋建波电话13806310006。", "parties": parties,
            "report_state": "new", "special_group": "none", "migrant_worker": "no", "escalation": "none"} | said

    def profile(self, stem: str) -> profiles.Profile:
        return profiles.load(resource("profiles", f"{stem}.json"))

    def rows(self, stem: str, *cases: dict, with_names: bool = True) -> list[rows.Page]:
        return rows.pages(cases, self.profile(stem), self.registers, with_names=with_names)

    def cover(self, personal: bool = True, sample: bool = False, count: int = 1) -> book.Cover:
        return book.Cover("海阳所镇司法所", "2022年9月", count, personal, sample,
                          {"schema_version": "1", "batch_id": "20220930-0a1b2c", "org_code": "3710831",
                           "period": "2022-09-01/2022-09-30", "app_version": "0.1.0"})

    def write(self, stem: str, *cases: dict, with_names: bool = True, sample: bool = False) -> Path:
        """A checked workbook in the test's folder."""
        pages, cover = self.rows(stem, *cases, with_names=with_names), self.cover(with_names, sample, len(cases))
        target = self.folder / f"{stem}.xlsx"

        def make(draft: Path) -> None:
            book.write(draft, pages, self.profile(stem), cover)
            book.verify(draft, pages, cover)

        place.put(target, make)
        return target


@pytest.fixture
def make(tmp_path) -> Maker:
    return Maker(tmp_path)


@pytest.fixture
def office_program(tmp_path):
    """Re-save a file with LibreOffice as another kind; returns the new path."""
    if not which("soffice"):
        pytest.skip("LibreOffice (soffice) is not installed, so the re-save cannot be tried")

    def resave(path: Path, kind: str) -> Path:
        out = tmp_path / f"resaved-{kind}"
        subprocess.run(["soffice", f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}", "--headless",
                        "--convert-to", kind, "--outdir", str(out), str(path)],
                       check=True, capture_output=True, timeout=120)
        return out / f"{path.stem}.{kind}"

    return resave
