-- When an entity is to be looked at again by itself, and how it stood at the last look. A row stays when no look is planned, so that a state that comes back is known to be another one; the retention ends it.
CREATE TABLE appointment (
    tenant $text$ NOT NULL,
    connection $text$ NOT NULL,
    type $text$ NOT NULL,
    entity $text$ NOT NULL,
    due_at $integer$ NULL,
    mark $text$ NOT NULL,
    number $integer$ NOT NULL,
    updated_at $integer$ NOT NULL,
    PRIMARY KEY (tenant, connection, type, entity));
CREATE INDEX appointment_due ON appointment (tenant, connection, type, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX appointment_over ON appointment (updated_at) WHERE due_at IS NULL;
