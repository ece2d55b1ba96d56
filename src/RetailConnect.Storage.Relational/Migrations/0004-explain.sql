-- What was done and what it was answered, for people; no delivery needs it.
ALTER TABLE inbox ADD COLUMN recorded_at $integer$ NULL;
ALTER TABLE inbox ADD COLUMN announced_at $integer$ NULL;
ALTER TABLE inbox ADD COLUMN receipt $text$ NULL;
CREATE INDEX inbox_order_key ON inbox (order_key) WHERE order_key <> canonical;
CREATE INDEX hint_entity ON hint (entity) WHERE entity IS NOT NULL;

CREATE TABLE sweep (
    tenant $text$ NOT NULL,
    connection $text$ NOT NULL,
    type $text$ NOT NULL,
    state $integer$ NOT NULL,
    cursor $text$ NULL,
    pages $integer$ NOT NULL,
    changes $integer$ NOT NULL,
    accepted $integer$ NOT NULL,
    total $integer$ NULL,
    started_at $integer$ NOT NULL,
    updated_at $integer$ NOT NULL,
    reason $text$ NULL,
    PRIMARY KEY (tenant, connection, type));
