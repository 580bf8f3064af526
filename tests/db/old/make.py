"""Adds one piece to the museum of old files: a book as the present program writes it, named after its version.

Run once when a version is released, ``python -m tests.db.old.make``; a piece is never made again after that.
"""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from db import clock, drafts, migrate, people, repository
from db.database import FILE_NAME, open_store
from db.items import CASE
from desktop_app.actions import cases, office, transcribe
from desktop_app.actions.session import Session

HERE = Path(__file__).parent
TRIGGER = """CREATE TRIGGER own_note AFTER UPDATE OF summary ON mediation_case
    BEGIN UPDATE setting SET value = json_quote(new.summary) WHERE key = 'own_note'; END"""


def make() -> Path:
    """The standard cases, one of them changed, one deleted, one noted by a receipt, a draft, a trigger of the user's."""
    told = transcribe.standard()
    with TemporaryDirectory() as folder, clock.pretending(date(2022, 9, 30)):
        with open_store(Path(folder)) as store:
            said = told["office"]
            office.set_up(store, office.OfficeSetup("town", said["name"], said["committee"], "海", said["mediators"],
                                                    said["registrar"]))
            session = Session(store)
            for person in told["known_persons"]:
                people.remember(store, transcribe.party_facts(session, person), session.who)
            stored = {key: cases.save_case(session, transcribe.full_record(session, entry)).record
                      for key, entry in transcribe.entries().items()}
            cases.save_case(session, stored["S4"] | {"amount": 320_000})
            cases.delete_case(session, stored["S10"]["uid"])
            repository.mark(store, CASE, [stored["S7"]["uid"]], {
                "report_state": "returned", "report_reason": "统一社会信用代码缺失"}, session.who)
            drafts.keep(store, CASE, {"summary": "还没有保存的一句话"}, session.who)
            store.settings.set("own_note", "")
            store.db.execute_sql(TRIGGER)
        target = HERE / f"v{len(migrate.steps())}.db"
        target.write_bytes((Path(folder) / FILE_NAME).read_bytes())
    return target


if __name__ == "__main__":
    print(make())
