-- Which host works for a tenant. No time is kept here: whoever wants to take over watches the beat with a clock of its own.
CREATE TABLE lease (
    tenant $text$ PRIMARY KEY,
    holder $text$ NOT NULL,
    fence $integer$ NOT NULL,
    beat $integer$ NOT NULL,
    calls $integer$ NOT NULL);
