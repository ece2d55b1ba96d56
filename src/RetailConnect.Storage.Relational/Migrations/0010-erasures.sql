-- What was done when a person was erased; kept for good. The body is canonical JSON, packed where that makes it smaller.
CREATE TABLE erasure (
    tenant $text$ NOT NULL,
    person $text$ NOT NULL,
    is_done $integer$ NOT NULL,
    packed $integer$ NOT NULL,
    bytes $bytes$ NOT NULL,
    PRIMARY KEY (tenant, person));
