-- Which evidence a verdict rests on: what is used by what, and what runs out first, without reading every verdict.
CREATE TABLE evidence_use (
  evidence INTEGER NOT NULL,
  check_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  from_seq INTEGER NOT NULL,
  to_seq INTEGER,
  -- Until when a verdict that passed may be relied on, microseconds.
  ends INTEGER,
  PRIMARY KEY (evidence, check_id, subject, from_seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_use_current ON evidence_use (check_id, subject) WHERE to_seq IS NULL;
CREATE INDEX evidence_use_ends ON evidence_use (ends, evidence) WHERE to_seq IS NULL;
-- Verdicts follow from the log: they are worked out anew, and their uses with them.
DELETE FROM verdict;
DELETE FROM meta WHERE name = 'through_seq';
