CREATE TABLE lane (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant TEXT NOT NULL,
    sync TEXT NOT NULL,
    target TEXT NOT NULL,
    accepted INTEGER NOT NULL DEFAULT 0,
    purged_applied INTEGER NOT NULL DEFAULT 0,
    purged_skipped INTEGER NOT NULL DEFAULT 0,
    purged_superseded INTEGER NOT NULL DEFAULT 0,
    UNIQUE (tenant, sync, target));

-- Narrow on purpose: a change of state must not rewrite the body.
CREATE TABLE inbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    lane INTEGER NOT NULL REFERENCES lane (id),
    type TEXT NOT NULL,
    origin TEXT NOT NULL,
    entity TEXT NOT NULL,
    canonical TEXT NOT NULL,
    order_key TEXT NOT NULL,
    version TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    state INTEGER NOT NULL,
    reason TEXT NULL,
    attempts INTEGER NOT NULL,
    not_before INTEGER NULL,
    intended INTEGER NOT NULL,
    accepted_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (lane, key));
CREATE INDEX inbox_pending ON inbox (lane, id) WHERE state = 0;
CREATE INDEX inbox_canonical ON inbox (canonical);
CREATE INDEX inbox_state ON inbox (lane, state);
CREATE INDEX inbox_finished ON inbox (updated_at) WHERE state IN (1, 2, 3);

CREATE TABLE body (
    id INTEGER PRIMARY KEY REFERENCES inbox (id) ON DELETE CASCADE,
    packed INTEGER NOT NULL,
    bytes BLOB NOT NULL);

CREATE TABLE dead_letter (
    id INTEGER PRIMARY KEY REFERENCES inbox (id) ON DELETE CASCADE,
    detail TEXT NOT NULL,
    advice TEXT NOT NULL);

CREATE TABLE history (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    envelope INTEGER NOT NULL REFERENCES inbox (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    reason TEXT NULL,
    detail TEXT NULL);
CREATE INDEX history_envelope ON history (envelope);

CREATE TABLE hint (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant TEXT NOT NULL,
    connection TEXT NOT NULL,
    type TEXT NOT NULL,
    key TEXT NOT NULL,
    entity TEXT NULL,
    received_at INTEGER NOT NULL,
    read_at INTEGER NULL,
    UNIQUE (tenant, connection, type, key));
CREATE INDEX hint_waiting ON hint (tenant, connection, type, id) WHERE read_at IS NULL;

CREATE TABLE checkpoint (
    tenant TEXT NOT NULL,
    connection TEXT NOT NULL,
    type TEXT NOT NULL,
    cursor TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, connection, type));

CREATE TABLE crosswalk (
    tenant TEXT NOT NULL,
    type TEXT NOT NULL,
    connection TEXT NOT NULL,
    canonical TEXT NOT NULL,
    external TEXT NOT NULL,
    fingerprint TEXT NULL,
    linked_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, type, connection, external));
-- One canonical id may stand for several external ones: a person with two profiles. The newest link is the one to write to.
CREATE INDEX crosswalk_canonical ON crosswalk (tenant, type, connection, canonical, linked_at);

CREATE TABLE ledger (
    tenant TEXT NOT NULL,
    document TEXT NOT NULL,
    line TEXT NOT NULL,
    sku TEXT NOT NULL,
    location TEXT NOT NULL,
    units INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    closed_at INTEGER NULL,
    PRIMARY KEY (tenant, document, line));
CREATE INDEX ledger_place ON ledger (tenant, sku, location);
