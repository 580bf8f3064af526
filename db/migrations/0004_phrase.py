"""The office's own phrases. Frozen."""


def up(connection) -> None:
    """One table; runs inside the transaction of all steps."""
    connection.execute("""CREATE TABLE phrase (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT
        NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, deleted_at TEXT,
        dispute_type TEXT, used_for TEXT, text TEXT, place INTEGER
    )""")
