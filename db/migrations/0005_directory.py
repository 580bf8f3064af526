"""The directory of people: ends of numbers by index, which entries were found to be one person or two. Frozen.

A beginning such as 王 or wang fits thousands; the indexes of names hold what they are ordered by, so that not one of
their rows has to be read.
"""

STATEMENTS = (
    "DROP INDEX person_name",
    "CREATE INDEX person_name ON person(name, village, deleted_at, updated_at)",
    "DROP INDEX person_pinyin",
    "CREATE INDEX person_pinyin ON person(pinyin, village, deleted_at, updated_at)",
    "CREATE INDEX person_id_tail ON person(substr(id_no, -4))",
    "CREATE INDEX person_phone_tail ON person(substr(phone, -4))",
    # verdict: same (``gone`` was merged into ``keep``; ``detail`` tells what moved) | apart
    """CREATE TABLE person_match (
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, verdict TEXT NOT NULL, keep TEXT NOT NULL,
        gone TEXT NOT NULL, detail TEXT NOT NULL, undone_at TEXT
    )""",
    "CREATE INDEX person_match_gone ON person_match(gone) WHERE undone_at IS NULL",
)


def up(connection) -> None:
    """Add everything; runs inside the transaction of all steps."""
    for statement in STATEMENTS:
        connection.execute(statement)
