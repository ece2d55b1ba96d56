-- What the last comparison of each lane found; the body is canonical JSON, packed where that makes it smaller.
CREATE TABLE comparison (
    tenant $text$ NOT NULL,
    sync $text$ NOT NULL,
    target $text$ NOT NULL,
    ended_at $integer$ NOT NULL,
    packed $integer$ NOT NULL,
    bytes $bytes$ NOT NULL,
    PRIMARY KEY (tenant, sync, target));
