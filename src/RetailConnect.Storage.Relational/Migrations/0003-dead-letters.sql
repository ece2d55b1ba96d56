-- What a person decides about a dead letter is part of its history: who, and what an edit did to the content.
ALTER TABLE history ADD COLUMN actor $text$ NULL;
ALTER TABLE history ADD COLUMN fingerprint_before $text$ NULL;
ALTER TABLE history ADD COLUMN fingerprint_after $text$ NULL;

-- Asked for every envelope that ends; dead letters are few, so it stays small.
CREATE INDEX inbox_parked ON inbox (lane, entity) WHERE state = 4;
