-- Every workspace of an installation. Its id leads every key; intervals everywhere: a row holds from its entry on (seq or
-- from_seq) until to_seq, null while current.
CREATE TABLE log_head (
  workspace uuid PRIMARY KEY,
  epoch integer NOT NULL,
  size bigint NOT NULL,
  root bytea NOT NULL,
  -- Counts transactions; batch names the last one, so that whoever lost the answer to its COMMIT can tell.
  turn bigint NOT NULL,
  batch uuid NOT NULL,
  seen bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

CREATE TABLE entry (
  workspace uuid NOT NULL,
  seq bigint NOT NULL,
  at bigint NOT NULL,
  bytes bytea NOT NULL,
  leaf bytea NOT NULL,
  PRIMARY KEY (workspace, seq)
);
CREATE INDEX entry_at ON entry (workspace, at);

-- Full tiles only; partial ones follow from the entries after them.
CREATE TABLE tile (
  workspace uuid NOT NULL,
  level smallint NOT NULL,
  idx bigint NOT NULL,
  data bytea NOT NULL,
  PRIMARY KEY (workspace, level, idx)
);

CREATE TABLE checkpoint (
  workspace uuid NOT NULL,
  size bigint NOT NULL,
  note text COLLATE "C" NOT NULL,
  PRIMARY KEY (workspace, size)
);

CREATE TABLE record (
  workspace uuid NOT NULL,
  record text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  PRIMARY KEY (workspace, key),
  UNIQUE (workspace, record)
);

CREATE TABLE counter (
  workspace uuid NOT NULL,
  prefix text COLLATE "C" NOT NULL,
  last bigint NOT NULL,
  PRIMARY KEY (workspace, prefix)
) WITH (fillfactor = 50);

CREATE TABLE revision (
  workspace uuid NOT NULL,
  seq bigint NOT NULL,
  record text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  kind text COLLATE "C" NOT NULL,
  revision bigint NOT NULL,
  op text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  title text COLLATE "C" NOT NULL,
  body bytea,
  salt bytea,
  actor text COLLATE "C" NOT NULL,
  via text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  effective bigint,
  to_seq bigint,
  PRIMARY KEY (workspace, seq),
  UNIQUE (workspace, key, revision),
  FOREIGN KEY (workspace, seq) REFERENCES entry
);
CREATE INDEX revision_current ON revision (workspace, kind, number) WHERE to_seq IS NULL;
CREATE INDEX revision_state ON revision (workspace, kind, state, number) WHERE to_seq IS NULL;
CREATE UNIQUE INDEX revision_head ON revision (workspace, key) WHERE to_seq IS NULL;
CREATE INDEX revision_as_of ON revision (workspace, kind, number, seq, to_seq);

CREATE TABLE link (
  workspace uuid NOT NULL,
  from_key text COLLATE "C" NOT NULL,
  field text COLLATE "C" NOT NULL,
  to_key text COLLATE "C" NOT NULL,
  from_seq bigint NOT NULL,
  to_seq bigint,
  PRIMARY KEY (workspace, from_key, field, to_key, from_seq)
);
CREATE INDEX link_to ON link (workspace, to_key, field, from_key) WHERE to_seq IS NULL;

CREATE TABLE uniq (
  workspace uuid NOT NULL,
  name text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  from_seq bigint NOT NULL,
  to_seq bigint,
  PRIMARY KEY (workspace, name, from_seq)
);
CREATE UNIQUE INDEX uniq_current ON uniq (workspace, name) WHERE to_seq IS NULL;
CREATE INDEX uniq_key ON uniq (workspace, key) WHERE to_seq IS NULL;

-- The one table that grows by the million: a workspace's rows lie in one part of it, from the first on.
CREATE TABLE observation (
  workspace uuid NOT NULL,
  evidence bigint NOT NULL,
  ordinal bigint NOT NULL,
  subject text COLLATE "C" NOT NULL,
  metric text COLLATE "C" NOT NULL,
  value double precision,
  at bigint NOT NULL,
  body text COLLATE "C" NOT NULL,
  PRIMARY KEY (workspace, evidence, ordinal)
) PARTITION BY HASH (workspace);
CREATE INDEX observation_series ON observation (workspace, subject, metric, at);
DO $$
BEGIN
  FOR part IN 0..31 LOOP
    EXECUTE format('CREATE TABLE observation_%s PARTITION OF observation FOR VALUES WITH (MODULUS 32, REMAINDER %s)', part, part);
  END LOOP;
END $$;

CREATE TABLE idempotency (
  workspace uuid NOT NULL,
  key text COLLATE "C" NOT NULL,
  request bytea NOT NULL,
  answer text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (workspace, key)
);

CREATE TABLE verdict (
  workspace uuid NOT NULL,
  check_id text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  from_seq bigint NOT NULL,
  to_seq bigint,
  body text COLLATE "C" NOT NULL,
  PRIMARY KEY (workspace, check_id, subject, from_seq)
);
CREATE INDEX verdict_current ON verdict (workspace, check_id, subject) WHERE to_seq IS NULL;

CREATE TABLE projection (workspace uuid PRIMARY KEY, through bigint NOT NULL) WITH (fillfactor = 50);

-- Words carry a tag of their workspace, so that the index, too, is led by it.
CREATE TABLE search (
  workspace uuid NOT NULL,
  key text COLLATE "C" NOT NULL,
  words tsvector NOT NULL,
  PRIMARY KEY (workspace, key)
);
-- Without a list of pending words, which every search would read through.
CREATE INDEX search_words ON search USING gin (words) WITH (fastupdate = off);

-- The workspace of the transaction. Without the setting there is none, and no row.
CREATE FUNCTION this_workspace() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT nullif(current_setting('assay.workspace', true), '')::uuid $$;

-- A row is there for its own workspace only, for the owner of the tables too.
DO $$
DECLARE tab text;
BEGIN
  FOR tab IN SELECT relname FROM pg_class WHERE relnamespace = 'assay'::regnamespace AND relkind IN ('r', 'p') AND relname <> 'schema_version' LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tab);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tab);
    EXECUTE format('CREATE POLICY own ON %I USING (workspace = this_workspace()) WITH CHECK (workspace = this_workspace())', tab);
  END LOOP;
END $$;

-- Full-text search. Row-level security keeps a text operator away from an index, since it may leak what it sees; this one
-- function, owned by the owner of the tables, asks the index first and says the workspace itself.
CREATE POLICY found ON search FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION found(query tsquery) RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = assay, pg_temp
AS $$ SELECT s.key FROM search s WHERE s.words @@ query AND s.workspace = this_workspace() $$;

-- What is recorded stays: the database refuses too, not only the program.
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'restrict_violation'; END $$;

CREATE TRIGGER entry_kept BEFORE DELETE ON entry FOR EACH ROW EXECUTE FUNCTION refuse('entries are never deleted');
CREATE TRIGGER entry_fixed BEFORE UPDATE ON entry FOR EACH ROW EXECUTE FUNCTION refuse('entries are never changed');
CREATE TRIGGER tile_kept BEFORE DELETE ON tile FOR EACH ROW EXECUTE FUNCTION refuse('tiles are never deleted');
CREATE TRIGGER tile_fixed BEFORE UPDATE ON tile FOR EACH ROW EXECUTE FUNCTION refuse('tiles are never changed');
CREATE TRIGGER checkpoint_kept BEFORE DELETE ON checkpoint FOR EACH ROW EXECUTE FUNCTION refuse('checkpoints are never deleted');
CREATE TRIGGER checkpoint_fixed BEFORE UPDATE ON checkpoint FOR EACH ROW EXECUTE FUNCTION refuse('checkpoints are never changed');
CREATE TRIGGER revision_kept BEFORE DELETE ON revision FOR EACH ROW EXECUTE FUNCTION refuse('revisions are never deleted');
CREATE TRIGGER revision_fixed
BEFORE UPDATE OF workspace, seq, record, key, number, kind, revision, op, state, actor, via, at, effective ON revision
FOR EACH ROW EXECUTE FUNCTION refuse('revisions are never changed');
-- Erasure empties body, salt and title; nothing else may touch them.
CREATE TRIGGER revision_body BEFORE UPDATE OF body, salt, title ON revision FOR EACH ROW
WHEN (NEW.body IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.title <> '')
EXECUTE FUNCTION refuse('bodies are erased or kept, never changed');
CREATE TRIGGER head_kept BEFORE DELETE ON log_head FOR EACH ROW EXECUTE FUNCTION refuse('the head of a log is never deleted');
CREATE TRIGGER head_grows BEFORE UPDATE ON log_head FOR EACH ROW
WHEN (NEW.workspace <> OLD.workspace OR NEW.epoch < OLD.epoch OR NEW.size < OLD.size OR NEW.turn < OLD.turn)
EXECUTE FUNCTION refuse('the head of a log is never changed back');
DO $$
DECLARE tab text;
BEGIN
  FOREACH tab IN ARRAY ARRAY['entry', 'tile', 'checkpoint', 'revision', 'log_head'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse(%L)', tab || '_whole', tab, tab || ': what is recorded is never deleted');
  END LOOP;
END $$;
