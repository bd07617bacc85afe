-- What lists sort and filter by, worked out from the bodies: a value holds from an entry on (from_seq) until to_seq, null
-- while current. A record without a value has an empty one. It is filled when a workspace is opened, and made anew whenever
-- other fields are indexed than before.
CREATE TABLE indexed (
  workspace uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  field text COLLATE "C" NOT NULL,
  place bigint NOT NULL,
  value text COLLATE "C" NOT NULL,
  from_seq bigint NOT NULL,
  to_seq bigint,
  PRIMARY KEY (workspace, kind, number, field, place, from_seq)
);
CREATE INDEX indexed_value ON indexed (workspace, kind, field, value, number, to_seq, from_seq, place);
CREATE INDEX revision_changed ON revision (workspace, kind, seq) WHERE to_seq IS NULL;

-- By which edition of the declarations a workspace is indexed.
CREATE TABLE indexing (workspace uuid PRIMARY KEY, edition text COLLATE "C" NOT NULL);

DO $$
DECLARE tab text;
BEGIN
  FOREACH tab IN ARRAY ARRAY['indexed', 'indexing'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tab);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tab);
    EXECUTE format('CREATE POLICY own ON %I USING (workspace = this_workspace()) WITH CHECK (workspace = this_workspace())', tab);
  END LOOP;
END $$;
