-- Which evidence a verdict rests on: what is used by what, and what runs out first, without reading every verdict.
CREATE TABLE evidence_use (
  workspace uuid NOT NULL,
  evidence bigint NOT NULL,
  check_id text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  from_seq bigint NOT NULL,
  to_seq bigint,
  -- Until when a verdict that passed may be relied on, microseconds.
  ends bigint,
  PRIMARY KEY (workspace, evidence, check_id, subject, from_seq)
);
CREATE INDEX evidence_use_current ON evidence_use (workspace, check_id, subject) WHERE to_seq IS NULL;
CREATE INDEX evidence_use_ends ON evidence_use (workspace, ends, evidence) WHERE to_seq IS NULL;
ALTER TABLE evidence_use ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence_use FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON evidence_use USING (workspace = this_workspace()) WITH CHECK (workspace = this_workspace());
-- Verdicts follow from the log: they are worked out anew, and their uses with them.
TRUNCATE verdict, projection;
