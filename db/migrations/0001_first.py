"""The first schema. Frozen: never edited after release; imports nothing of ours."""

STATEMENTS = (
    """CREATE TABLE mediation_case (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT
        NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, deleted_at TEXT,
        case_no TEXT, committee TEXT, studio TEXT, source TEXT, accept_date TEXT, registrar TEXT,
        dispute_type TEXT, dispute_subtype TEXT, occur_date TEXT, occur_place TEXT, village TEXT, summary
        TEXT, requests TEXT, one_line TEXT, paper_slip_no TEXT, people_count INTEGER, migrant_worker TEXT,
        special_group TEXT, has_death TEXT, difficulty TEXT, case_attr TEXT, prediction TEXT,
        cross_committee INTEGER, mediator TEXT, co_mediator TEXT, recorder TEXT, mediation_date TEXT,
        mediation_place TEXT, participants TEXT, process_note TEXT, result TEXT, fail_reason TEXT,
        advised_remedy TEXT, escalation TEXT, escalation_persons INTEGER, agreement_form TEXT, agreement_no
        TEXT, agreement_text TEXT, agreement_date TEXT, effective_date TEXT, amount INTEGER, perform_mode
        TEXT, perform_due TEXT, perform_place TEXT, judicial_confirm TEXT, confirm_no TEXT, confirm_date
        TEXT, perform_status TEXT, perform_date TEXT, visit_date TEXT, visit_mode TEXT, visitor TEXT,
        visit_note TEXT, satisfied TEXT, title TEXT, closed_date TEXT, signed INTEGER, sealed INTEGER,
        retention TEXT, file_maker TEXT, file_date TEXT, subsidy_class TEXT, subsidy_amount INTEGER,
        claim_no TEXT, claim_state TEXT, event_on TEXT, report_state TEXT, report_batch TEXT, report_reason
        TEXT, report_date TEXT, exported_rev INTEGER, accepted_rev INTEGER, platform_no TEXT, origins TEXT
    )""",
    """CREATE TABLE committee (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT
        NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, deleted_at TEXT,
        name TEXT, abbr TEXT, kind TEXT, code TEXT, area_code TEXT, oral_number TEXT, written_number TEXT
    )""",
    """CREATE TABLE mediator (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT
        NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, deleted_at TEXT,
        name TEXT, kind TEXT, committee TEXT, phone TEXT, left INTEGER
    )""",
    """CREATE TABLE village (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT
        NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, deleted_at TEXT,
        name TEXT, code TEXT, closed INTEGER
    )""",
    """CREATE TABLE person (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT
        NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, deleted_at TEXT,
        name TEXT, initials TEXT, pinyin TEXT, kind TEXT, id_type TEXT, id_no TEXT, sex TEXT, birth TEXT,
        ethnicity TEXT, occupation TEXT, phone TEXT, village TEXT, address TEXT, legal_rep TEXT
    )""",
    """CREATE TABLE party (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, owner_id INTEGER NOT NULL REFERENCES
        mediation_case(id) ON DELETE CASCADE, position INTEGER NOT NULL, role TEXT, kind TEXT, name TEXT,
        id_type TEXT, id_no TEXT, sex TEXT, birth TEXT, ethnicity TEXT, occupation TEXT, phone TEXT, village
        TEXT, address TEXT, legal_rep TEXT, agent TEXT, agent_power TEXT, person TEXT
    )""",
    "CREATE INDEX party_owner ON party(owner_id, position)",
    "CREATE INDEX party_person ON party(person)",
    "CREATE INDEX case_event ON mediation_case(event_on, id) WHERE deleted_at IS NULL",
    """CREATE INDEX case_waiting ON mediation_case(report_state, event_on)
        WHERE deleted_at IS NULL AND report_state <> 'accepted'""",
    "CREATE INDEX person_name ON person(name)",
    "CREATE INDEX person_initials ON person(initials)",
    "CREATE INDEX person_pinyin ON person(pinyin)",
    "CREATE INDEX person_id_no ON person(id_no)",
    "CREATE INDEX person_phone ON person(phone)",
    """CREATE VIRTUAL TABLE mediation_case_search USING fts5(
        tokens, content='', contentless_delete=1, tokenize='ascii')""",
    "CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE history (
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, item TEXT NOT NULL, uid TEXT NOT NULL,
        action TEXT NOT NULL, revision INTEGER NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL
    )""",
    "CREATE INDEX history_uid ON history(uid, id)",
    """CREATE TABLE draft (
        item TEXT NOT NULL, uid TEXT NOT NULL, revision INTEGER NOT NULL, saved_at TEXT NOT NULL,
        saved_by TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (item, uid)
    ) WITHOUT ROWID""",
    """CREATE TABLE number (
        id INTEGER PRIMARY KEY, committee TEXT NOT NULL, series TEXT NOT NULL, year INTEGER NOT NULL,
        seq INTEGER NOT NULL, number TEXT NOT NULL UNIQUE, case_uid TEXT NOT NULL, issued_at TEXT NOT NULL,
        UNIQUE (committee, series, year, seq)
    )""",
    "CREATE INDEX number_case ON number(case_uid)",
    """CREATE TABLE batch (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, at TEXT NOT NULL, who TEXT NOT NULL,
        first_day TEXT NOT NULL, last_day TEXT NOT NULL, profile TEXT NOT NULL, file TEXT NOT NULL,
        records INTEGER NOT NULL, undone_at TEXT
    )""",
    """CREATE TABLE receipt (
        sha256 TEXT PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, file TEXT NOT NULL, summary TEXT NOT NULL
    ) WITHOUT ROWID""",
)


def up(connection) -> None:
    """Create every table; runs inside the transaction of all steps."""
    for statement in STATEMENTS:
        connection.execute(statement)
