"""Every other work item of a township office: tables, search, attachments, closed months. Frozen.

Generated once from the declarations of its day; imports nothing of ours.
"""

TABLES = (
    """CREATE TABLE screening (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT
        NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, deleted_at TEXT,
        record_no TEXT, event_on TEXT, village TEXT, handler TEXT, kind TEXT, reporter TEXT, found_n
        INTEGER, settled_n INTEGER, moved_n INTEGER, prevented_n INTEGER, remark TEXT, ext_sys TEXT, ext_no
        TEXT, ext_on TEXT, opening INTEGER, late_entry INTEGER
    )""",
    """CREATE TABLE consultation (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT
        NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, deleted_at TEXT,
        record_no TEXT, event_on TEXT, village TEXT, handler TEXT, at_time TEXT, mode TEXT, person_n
        INTEGER, name TEXT, sex TEXT, phone TEXT, crowd TEXT, domain TEXT, summary TEXT, answer TEXT,
        by_role TEXT, outcome TEXT, score TEXT, is_review INTEGER, organ TEXT, act TEXT, review_chosen TEXT,
        chosen_on TEXT, remark TEXT, ext_sys TEXT, ext_no TEXT, ext_on TEXT, opening INTEGER, late_entry
        INTEGER
    )""",
    """CREATE TABLE review_intake (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT
        NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, deleted_at TEXT,
        record_no TEXT, event_on TEXT, village TEXT, handler TEXT, name TEXT, id_type TEXT, id_no TEXT, sex
        TEXT, birth TEXT, phone TEXT, address TEXT, respondent TEXT, act TEXT, known_on TEXT, deadline TEXT,
        form TEXT, request TEXT, facts TEXT, papers TEXT, receipt_no TEXT, sent_on TEXT, sent_to TEXT,
        outcome TEXT, decided_on TEXT, origin TEXT, remark TEXT, ext_sys TEXT, ext_no TEXT, ext_on TEXT,
        opening INTEGER, late_entry INTEGER
    )""",
    """CREATE TABLE legal_aid (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT
        NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, deleted_at TEXT,
        record_no TEXT, event_on TEXT, village TEXT, handler TEXT, name TEXT, id_type TEXT, id_no TEXT, sex
        TEXT, birth TEXT, phone TEXT, address TEXT, crowd TEXT, agent TEXT, agent_relation TEXT, case_kind
        TEXT, matter TEXT, hardship TEXT, opponent TEXT, facts TEXT, papers TEXT, urgent INTEGER, receipt_no
        TEXT, precheck TEXT, sent_on TEXT, sent_to TEXT, letter_no TEXT, origin TEXT, result TEXT,
        decided_on TEXT, lawyer TEXT, closed_on TEXT, saved INTEGER, recovered INTEGER, remark TEXT, ext_sys
        TEXT, ext_no TEXT, ext_on TEXT, opening INTEGER, late_entry INTEGER
    )""",
    """CREATE TABLE correction (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT
        NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, deleted_at TEXT,
        record_no TEXT, event_on TEXT, village TEXT, handler TEXT, name TEXT, id_type TEXT, id_no TEXT, sex
        TEXT, birth TEXT, phone TEXT, address TEXT, used_name TEXT, juvenile INTEGER, guardian TEXT,
        guardian_tel TEXT, ethnicity TEXT, education TEXT, marital TEXT, political TEXT, health TEXT,
        home_address TEXT, work_unit TEXT, category TEXT, outside_reason TEXT, crime_class TEXT, crime TEXT,
        sentence TEXT, sentence_from TEXT, sentence_to TEXT, extra_penalty TEXT, decide_org TEXT, doc_no
        TEXT, doc_eff_on TEXT, ban INTEGER, ban_text TEXT, ban_from TEXT, ban_to TEXT, correction_no TEXT,
        docs_recv_on TEXT, report_due_on TEXT, reported_on TEXT, recv_mode TEXT, recv_kind TEXT, declare_on
        TEXT, term_from TEXT, term_to TEXT, level TEXT, history4 TEXT, related3 TEXT, recidivist INTEGER,
        plan_on TEXT, status TEXT, end_kind TEXT, end_on TEXT, end_doc TEXT, handover_on TEXT, remark TEXT,
        ext_sys TEXT, ext_no TEXT, ext_on TEXT, opening INTEGER, late_entry INTEGER
    )""",
    """CREATE TABLE resettlement (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT
        NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, deleted_at TEXT,
        record_no TEXT, event_on TEXT, village TEXT, handler TEXT, name TEXT, id_type TEXT, id_no TEXT, sex
        TEXT, birth TEXT, phone TEXT, address TEXT, juvenile INTEGER, ethnicity TEXT, education TEXT,
        marital TEXT, health TEXT, home_address TEXT, minor_child INTEGER, source TEXT, prison TEXT, crime
        TEXT, sentence TEXT, first_crime TEXT, notice_on TEXT, verify_on TEXT, verify_result TEXT,
        release_on TEXT, join_on TEXT, join_mode TEXT, key_pickup INTEGER, file_on TEXT, risk TEXT, team
        TEXT, agreement_on TEXT, period_years INTEGER, period_to TEXT, settle_mode TEXT, settle_on TEXT,
        unsettled_why TEXT, status TEXT, ended_as TEXT, ended_on TEXT, reoffend_crime TEXT, origin TEXT,
        remark TEXT, ext_sys TEXT, ext_no TEXT, ext_on TEXT, opening INTEGER, late_entry INTEGER
    )""",
    """CREATE TABLE publicity (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT
        NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, deleted_at TEXT,
        record_no TEXT, event_on TEXT, village TEXT, handler TEXT, title TEXT, end_on TEXT, place TEXT,
        theme TEXT, form TEXT, audience TEXT, laws TEXT, host TEXT, partner TEXT, speaker TEXT, people_n
        INTEGER, leaflet_n INTEGER, book_n INTEGER, gift_n INTEGER, board_n INTEGER, banner_n INTEGER,
        consult_n INTEGER, media TEXT, views INTEGER, remark TEXT, ext_sys TEXT, ext_no TEXT, ext_on TEXT,
        opening INTEGER, late_entry INTEGER
    )""",
    """CREATE TABLE counsel_service (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT
        NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, deleted_at TEXT,
        record_no TEXT, event_on TEXT, village TEXT, handler TEXT, counsel TEXT, mode TEXT, minutes INTEGER,
        opinion_n INTEGER, dispute_n INTEGER, people_n INTEGER, agreement_n INTEGER, contract_n INTEGER,
        lecture_n INTEGER, lecture_people INTEGER, rules_n INTEGER, aid_n INTEGER, content TEXT, confirm
        TEXT, remark TEXT, ext_sys TEXT, ext_no TEXT, ext_on TEXT, opening INTEGER, late_entry INTEGER
    )""",
    """CREATE TABLE enterprise_check (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT
        NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, deleted_at TEXT,
        record_no TEXT, event_on TEXT, village TEXT, handler TEXT, enterprise TEXT, org TEXT, lecture
        INTEGER, risk TEXT, revisit_on TEXT, content TEXT, lawyers_n INTEGER, questions_n INTEGER, solved_n
        INTEGER, remark TEXT, ext_sys TEXT, ext_no TEXT, ext_on TEXT, opening INTEGER, late_entry INTEGER
    )""",
    """CREATE TABLE legal_review (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT
        NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, deleted_at TEXT,
        record_no TEXT, event_on TEXT, village TEXT, handler TEXT, kind TEXT, title TEXT, submit_unit TEXT,
        submit_on TEXT, materials TEXT, due_on TEXT, helper TEXT, way TEXT, other_side TEXT, subject_matter
        TEXT, amount INTEGER, contract_type TEXT, contract_term TEXT, signed_on TEXT, opinion TEXT,
        opinion_text TEXT, opinion_no TEXT, opinion_on TEXT, adopted TEXT, not_adopted_why TEXT, remark
        TEXT, ext_sys TEXT, ext_no TEXT, ext_on TEXT, opening INTEGER, late_entry INTEGER
    )""",
    """CREATE TABLE supervision (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT
        NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, deleted_at TEXT,
        record_no TEXT, event_on TEXT, village TEXT, handler TEXT, kind TEXT, target TEXT, detail TEXT,
        complainant TEXT, advice TEXT, advice_no TEXT, fix_due TEXT, fixed_on TEXT, fix_result TEXT, cases_n
        INTEGER, problems_n INTEGER, lenient_n INTEGER, lenient_amount INTEGER, remark TEXT, ext_sys TEXT,
        ext_no TEXT, ext_on TEXT, opening INTEGER, late_entry INTEGER
    )""",
    """CREATE TABLE suit (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT
        NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, deleted_at TEXT,
        record_no TEXT, event_on TEXT, village TEXT, handler TEXT, court TEXT, case_no TEXT, plaintiff TEXT,
        cause TEXT, stage TEXT, head_attended INTEGER, substitute TEXT, result TEXT, settled INTEGER, remark
        TEXT, ext_sys TEXT, ext_no TEXT, ext_on TEXT, opening INTEGER, late_entry INTEGER
    )""",
    """CREATE TABLE video_visit (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT
        NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, deleted_at TEXT,
        record_no TEXT, event_on TEXT, village TEXT, handler TEXT, at_time TEXT, kind TEXT, minutes INTEGER,
        prison TEXT, inmate TEXT, inmate_no TEXT, unit TEXT, letter_no TEXT, apply_on TEXT, approve_on TEXT,
        reply_on TEXT, checked INTEGER, pledged INTEGER, result TEXT, stopped_why TEXT, remark TEXT, ext_sys
        TEXT, ext_no TEXT, ext_on TEXT, opening INTEGER, late_entry INTEGER
    )""",
    """CREATE TABLE correction_report (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT
        NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, deleted_at TEXT,
        subject TEXT, event_on TEXT, due_on TEXT, channel TEXT, content TEXT, reviewer TEXT, handler TEXT,
        remark TEXT, late_entry INTEGER
    )""",
    """CREATE TABLE correction_visit (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT
        NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, deleted_at TEXT,
        subject TEXT, event_on TEXT, kind TEXT, place TEXT, met TEXT, content TEXT, problem TEXT, follow_up
        TEXT, staff2 TEXT, handler TEXT, remark TEXT, late_entry INTEGER
    )""",
    """CREATE TABLE correction_education (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT
        NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, deleted_at TEXT,
        subject TEXT, event_on TEXT, kind TEXT, topic TEXT, minutes INTEGER, educator TEXT, handler TEXT,
        remark TEXT, late_entry INTEGER
    )""",
    """CREATE TABLE correction_service (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT
        NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, deleted_at TEXT,
        subject TEXT, event_on TEXT, place TEXT, work TEXT, minutes INTEGER, organiser TEXT, handler TEXT,
        remark TEXT, late_entry INTEGER
    )""",
    """CREATE TABLE correction_leave (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT
        NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, deleted_at TEXT,
        subject TEXT, event_on TEXT, reason TEXT, destination TEXT, leave_from TEXT, leave_to TEXT, days
        INTEGER, papers TEXT, approver TEXT, approve_on TEXT, back_on TEXT, routine INTEGER, handler TEXT,
        remark TEXT, late_entry INTEGER
    )""",
    """CREATE TABLE correction_move (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT
        NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, deleted_at TEXT,
        subject TEXT, event_on TEXT, direction TEXT, reason TEXT, other_county TEXT, opinion_on TEXT,
        decided_on TEXT, result TEXT, arrive_by TEXT, arrived_on TEXT, handler TEXT, remark TEXT, late_entry
        INTEGER
    )""",
    """CREATE TABLE correction_merit (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT
        NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, deleted_at TEXT,
        subject TEXT, event_on TEXT, kind TEXT, facts TEXT, doc_no TEXT, decider TEXT, decided_on TEXT,
        outcome TEXT, handler TEXT, remark TEXT, late_entry INTEGER
    )""",
    """CREATE TABLE correction_locator (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT
        NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, deleted_at TEXT,
        subject TEXT, event_on TEXT, reason TEXT, until_on TEXT, extensions INTEGER, off_on TEXT, handler
        TEXT, remark TEXT, late_entry INTEGER
    )""",
    """CREATE TABLE correction_missing (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT
        NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, deleted_at TEXT,
        subject TEXT, event_on TEXT, kind TEXT, found_on TEXT, cause TEXT, action TEXT, outcome TEXT,
        handler TEXT, remark TEXT, late_entry INTEGER
    )""",
    """CREATE TABLE correction_approval (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT
        NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, deleted_at TEXT,
        subject TEXT, event_on TEXT, kind TEXT, reason TEXT, approver TEXT, approve_on TEXT, result TEXT,
        handler TEXT, remark TEXT, late_entry INTEGER
    )""",
    """CREATE TABLE resettlement_visit (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT
        NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, deleted_at TEXT,
        subject TEXT, event_on TEXT, mode TEXT, thought TEXT, work TEXT, life TEXT, need TEXT, action TEXT,
        next_on TEXT, handler TEXT, remark TEXT, late_entry INTEGER
    )""",
    """CREATE TABLE resettlement_help (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT
        NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, deleted_at TEXT,
        subject TEXT, event_on TEXT, kind TEXT, org TEXT, amount INTEGER, content TEXT, handler TEXT, remark
        TEXT, late_entry INTEGER
    )""",
    """CREATE TABLE law_person (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT
        NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, deleted_at TEXT,
        record_no TEXT, event_on TEXT, village TEXT, handler TEXT, kind TEXT, name TEXT, sex TEXT, group_no
        TEXT, birth TEXT, education TEXT, political TEXT, phone TEXT, identity TEXT, recommend TEXT,
        appoint_on TEXT, cert_no TEXT, exit_on TEXT, exit_why TEXT, remark TEXT, opening INTEGER
    )""",
    """CREATE TABLE counsel (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT
        NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, deleted_at TEXT,
        name TEXT, village TEXT, org TEXT, licence_no TEXT, phone TEXT, contract_from TEXT, contract_to
        TEXT, group_chat INTEGER, posted INTEGER, ended INTEGER, remark TEXT, opening INTEGER
    )""",
    """CREATE TABLE facility (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, created_at TEXT NOT
        NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, deleted_at TEXT,
        name TEXT, kind TEXT, level TEXT, village TEXT, set_on TEXT, upgraded_on TEXT, closed_on TEXT,
        remark TEXT, opening INTEGER
    )""",
    """CREATE TABLE correction_team (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, owner_id INTEGER NOT NULL REFERENCES
        correction(id) ON DELETE CASCADE, position INTEGER NOT NULL, name TEXT, role TEXT, sex TEXT, phone
        TEXT
    )""",
    """CREATE TABLE video_visitor (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, owner_id INTEGER NOT NULL REFERENCES
        video_visit(id) ON DELETE CASCADE, position INTEGER NOT NULL, name TEXT, id_no TEXT, relation TEXT,
        phone TEXT
    )""",
    """CREATE TABLE legal_review_issue (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, owner_id INTEGER NOT NULL REFERENCES
        legal_review(id) ON DELETE CASCADE, position INTEGER NOT NULL, kind TEXT, text TEXT, advice TEXT,
        fixed INTEGER
    )""",
    """CREATE TABLE screening_item (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, owner_id INTEGER NOT NULL REFERENCES screening(id)
        ON DELETE CASCADE, position INTEGER NOT NULL, kind TEXT, scale TEXT, parties TEXT, summary TEXT,
        level TEXT, owner_name TEXT, due_on TEXT, state TEXT, turned_into TEXT
    )""",
    """CREATE TABLE mediator_training (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, owner_id INTEGER NOT NULL REFERENCES mediator(id)
        ON DELETE CASCADE, position INTEGER NOT NULL, on_day TEXT, kind TEXT, topic TEXT, minutes INTEGER,
        passed INTEGER
    )""",
    """CREATE TABLE culture_site (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, owner_id INTEGER NOT NULL REFERENCES village(id)
        ON DELETE CASCADE, position INTEGER NOT NULL, name TEXT, kind TEXT, built_on TEXT, closed_on TEXT
    )""",
    """CREATE TABLE model_village (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, owner_id INTEGER NOT NULL REFERENCES village(id)
        ON DELETE CASCADE, position INTEGER NOT NULL, level TEXT, batch TEXT, applied_on TEXT, named_on
        TEXT, review_on TEXT, review_result TEXT
    )""",
    """CREATE TABLE law_person_training (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, owner_id INTEGER NOT NULL REFERENCES
        law_person(id) ON DELETE CASCADE, position INTEGER NOT NULL, on_day TEXT, kind TEXT, topic TEXT,
        minutes INTEGER, passed INTEGER
    )""",
)

ADDED = (  # table, column, type
    ("mediation_case", "origin", "TEXT"), ("mediation_case", "late_entry", "INTEGER"),
    ("village", "kind", "TEXT"), ("village", "population", "INTEGER"), ("village", "households", "INTEGER"),
    ("village", "groups", "INTEGER"), ("village", "secretary", "TEXT"), ("village", "phone", "TEXT"),
    ("village", "valid_from", "TEXT"), ("village", "valid_to", "TEXT"), ("village", "room_on", "TEXT"),
    ("village", "upgraded_on", "TEXT"), ("village", "remark", "TEXT"), ("village", "opening", "INTEGER"),
    ("committee", "village", "TEXT"), ("committee", "set_on", "TEXT"), ("committee", "term_from", "TEXT"),
    ("committee", "term_to", "TEXT"), ("committee", "dissolved_on", "TEXT"), ("committee", "remark",
    "TEXT"), ("committee", "opening", "INTEGER"),
    ("mediator", "sex", "TEXT"), ("mediator", "birth", "TEXT"), ("mediator", "education", "TEXT"),
    ("mediator", "political", "TEXT"), ("mediator", "post", "TEXT"), ("mediator", "cert_no", "TEXT"),
    ("mediator", "law_qualified", "INTEGER"), ("mediator", "appoint_on", "TEXT"), ("mediator", "exit_on",
    "TEXT"), ("mediator", "remark", "TEXT"), ("mediator", "opening", "INTEGER"),
)

INDEXES = (
    "CREATE INDEX screening_event ON screening(event_on, id) WHERE deleted_at IS NULL",
    "CREATE INDEX consultation_event ON consultation(event_on, id) WHERE deleted_at IS NULL",
    "CREATE INDEX review_intake_event ON review_intake(event_on, id) WHERE deleted_at IS NULL",
    "CREATE INDEX legal_aid_event ON legal_aid(event_on, id) WHERE deleted_at IS NULL",
    "CREATE INDEX correction_event ON correction(event_on, id) WHERE deleted_at IS NULL",
    "CREATE INDEX resettlement_event ON resettlement(event_on, id) WHERE deleted_at IS NULL",
    "CREATE INDEX publicity_event ON publicity(event_on, id) WHERE deleted_at IS NULL",
    "CREATE INDEX counsel_service_event ON counsel_service(event_on, id) WHERE deleted_at IS NULL",
    "CREATE INDEX enterprise_check_event ON enterprise_check(event_on, id) WHERE deleted_at IS NULL",
    "CREATE INDEX legal_review_event ON legal_review(event_on, id) WHERE deleted_at IS NULL",
    "CREATE INDEX supervision_event ON supervision(event_on, id) WHERE deleted_at IS NULL",
    "CREATE INDEX suit_event ON suit(event_on, id) WHERE deleted_at IS NULL",
    "CREATE INDEX video_visit_event ON video_visit(event_on, id) WHERE deleted_at IS NULL",
    "CREATE INDEX correction_report_subject ON correction_report(subject, event_on)",
    "CREATE INDEX correction_visit_subject ON correction_visit(subject, event_on)",
    "CREATE INDEX correction_education_subject ON correction_education(subject, event_on)",
    "CREATE INDEX correction_service_subject ON correction_service(subject, event_on)",
    "CREATE INDEX correction_leave_subject ON correction_leave(subject, event_on)",
    "CREATE INDEX correction_move_subject ON correction_move(subject, event_on)",
    "CREATE INDEX correction_merit_subject ON correction_merit(subject, event_on)",
    "CREATE INDEX correction_locator_subject ON correction_locator(subject, event_on)",
    "CREATE INDEX correction_missing_subject ON correction_missing(subject, event_on)",
    "CREATE INDEX correction_approval_subject ON correction_approval(subject, event_on)",
    "CREATE INDEX resettlement_visit_subject ON resettlement_visit(subject, event_on)",
    "CREATE INDEX resettlement_help_subject ON resettlement_help(subject, event_on)",
    "CREATE INDEX law_person_event ON law_person(event_on, id) WHERE deleted_at IS NULL",
    "CREATE INDEX correction_team_owner ON correction_team(owner_id, position)",
    "CREATE INDEX video_visitor_owner ON video_visitor(owner_id, position)",
    "CREATE INDEX legal_review_issue_owner ON legal_review_issue(owner_id, position)",
    "CREATE INDEX screening_item_owner ON screening_item(owner_id, position)",
    "CREATE INDEX mediator_training_owner ON mediator_training(owner_id, position)",
    "CREATE INDEX culture_site_owner ON culture_site(owner_id, position)",
    "CREATE INDEX model_village_owner ON model_village(owner_id, position)",
    "CREATE INDEX law_person_training_owner ON law_person_training(owner_id, position)",
)

SEARCHED = (
    "screening", "consultation", "review_intake", "legal_aid", "correction", "resettlement", "publicity",
    "counsel_service", "enterprise_check", "legal_review", "supervision", "suit", "video_visit", "village",
    "committee", "mediator", "law_person", "counsel", "facility",
)

OTHERS = (
    """CREATE TABLE attachment (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, item TEXT NOT NULL, record TEXT NOT NULL,
        name TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL, added_at TEXT NOT NULL,
        added_by TEXT NOT NULL, removed_at TEXT
    )""",
    "CREATE INDEX attachment_record ON attachment(record) WHERE removed_at IS NULL",
    """CREATE TABLE closed_month (
        id INTEGER PRIMARY KEY, month TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL, figures TEXT NOT NULL,
        reopened_at TEXT
    )""",
    """CREATE TABLE import_batch (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, at TEXT NOT NULL, who TEXT NOT NULL, item TEXT NOT NULL,
        file TEXT NOT NULL, sha256 TEXT NOT NULL, records TEXT NOT NULL, undone_at TEXT
    )""",
)


def up(connection) -> None:
    """Add everything; runs inside the transaction of all steps."""
    for statement in TABLES:
        connection.execute(statement)
    for table, column, kind in ADDED:
        connection.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
    for statement in (*INDEXES, *OTHERS):
        connection.execute(statement)
    for table in SEARCHED:
        connection.execute(f"CREATE VIRTUAL TABLE {table}_search USING fts5("
                           "tokens, content='', contentless_delete=1, tokenize='ascii')")

