-- Units that a partner holds back until a time; only these have one, so the index stays small.
ALTER TABLE ledger ADD COLUMN expires_at $integer$ NULL;
CREATE INDEX ledger_expiring ON ledger (tenant, expires_at) WHERE expires_at IS NOT NULL AND closed_at IS NULL;
