CREATE TABLE lane (
    id $identity$,
    tenant $text$ NOT NULL,
    sync $text$ NOT NULL,
    target $text$ NOT NULL,
    accepted $integer$ NOT NULL DEFAULT 0,
    purged_applied $integer$ NOT NULL DEFAULT 0,
    purged_skipped $integer$ NOT NULL DEFAULT 0,
    purged_superseded $integer$ NOT NULL DEFAULT 0,
    UNIQUE (tenant, sync, target));

-- Narrow on purpose: a change of state must not rewrite the body.
CREATE TABLE inbox (
    id $identity$,
    lane $integer$ NOT NULL REFERENCES lane (id),
    type $text$ NOT NULL,
    origin $text$ NOT NULL,
    entity $text$ NOT NULL,
    canonical $text$ NOT NULL,
    order_key $text$ NOT NULL,
    version $text$ NOT NULL,
    key $text$ NOT NULL,
    fingerprint $text$ NOT NULL,
    state $integer$ NOT NULL,
    reason $text$ NULL,
    attempts $integer$ NOT NULL,
    not_before $integer$ NULL,
    intended $integer$ NOT NULL,
    accepted_at $integer$ NOT NULL,
    updated_at $integer$ NOT NULL,
    UNIQUE (lane, key));
CREATE INDEX inbox_pending ON inbox (lane, id) WHERE state = 0;
CREATE INDEX inbox_canonical ON inbox (canonical);
CREATE INDEX inbox_state ON inbox (lane, state);
CREATE INDEX inbox_finished ON inbox (updated_at) WHERE state IN (1, 2, 3);

CREATE TABLE body (
    id $integer$ PRIMARY KEY REFERENCES inbox (id) ON DELETE CASCADE,
    packed $integer$ NOT NULL,
    bytes $bytes$ NOT NULL);

CREATE TABLE dead_letter (
    id $integer$ PRIMARY KEY REFERENCES inbox (id) ON DELETE CASCADE,
    detail $text$ NOT NULL,
    advice $text$ NOT NULL);

CREATE TABLE history (
    id $identity$,
    envelope $integer$ NOT NULL REFERENCES inbox (id) ON DELETE CASCADE,
    at $integer$ NOT NULL,
    attempts $integer$ NOT NULL,
    outcome $integer$ NOT NULL,
    reason $text$ NULL,
    detail $text$ NULL);
CREATE INDEX history_envelope ON history (envelope);

CREATE TABLE hint (
    id $identity$,
    tenant $text$ NOT NULL,
    connection $text$ NOT NULL,
    type $text$ NOT NULL,
    key $text$ NOT NULL,
    entity $text$ NULL,
    received_at $integer$ NOT NULL,
    read_at $integer$ NULL,
    UNIQUE (tenant, connection, type, key));
CREATE INDEX hint_waiting ON hint (tenant, connection, type, id) WHERE read_at IS NULL;

CREATE TABLE checkpoint (
    tenant $text$ NOT NULL,
    connection $text$ NOT NULL,
    type $text$ NOT NULL,
    cursor $text$ NOT NULL,
    saved_at $integer$ NOT NULL,
    PRIMARY KEY (tenant, connection, type));

CREATE TABLE crosswalk (
    tenant $text$ NOT NULL,
    type $text$ NOT NULL,
    connection $text$ NOT NULL,
    canonical $text$ NOT NULL,
    external $text$ NOT NULL,
    fingerprint $text$ NULL,
    linked_at $integer$ NOT NULL,
    PRIMARY KEY (tenant, type, connection, external));
-- One canonical id may stand for several external ones: a person with two profiles. The newest link is the one to write to.
CREATE INDEX crosswalk_canonical ON crosswalk (tenant, type, connection, canonical, linked_at);

CREATE TABLE ledger (
    tenant $text$ NOT NULL,
    document $text$ NOT NULL,
    line $text$ NOT NULL,
    sku $text$ NOT NULL,
    location $text$ NOT NULL,
    units $integer$ NOT NULL,
    opened_at $integer$ NOT NULL,
    closed_at $integer$ NULL,
    PRIMARY KEY (tenant, document, line));
CREATE INDEX ledger_place ON ledger (tenant, sku, location);
