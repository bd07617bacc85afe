-- One workspace. Intervals everywhere: a row holds from its entry on (seq or from_seq) until to_seq, null while current.
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE entry (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  leaf BLOB NOT NULL
) STRICT;
CREATE INDEX entry_at ON entry (at);

-- Full tiles only; partial ones follow from the entries after them.
CREATE TABLE tile (level INTEGER NOT NULL, idx INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (level, idx)) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoint (size INTEGER PRIMARY KEY, note TEXT NOT NULL) STRICT;

CREATE TABLE record (
  id INTEGER PRIMARY KEY,
  record TEXT NOT NULL UNIQUE,
  key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL
) STRICT;

CREATE TABLE counter (prefix TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE revision (
  seq INTEGER PRIMARY KEY REFERENCES entry (seq),
  record TEXT NOT NULL,
  key TEXT NOT NULL,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  revision INTEGER NOT NULL,
  op TEXT NOT NULL,
  state TEXT NOT NULL,
  title TEXT NOT NULL,
  body BLOB,
  salt BLOB,
  actor TEXT NOT NULL,
  via TEXT NOT NULL,
  at INTEGER NOT NULL,
  effective INTEGER,
  to_seq INTEGER,
  UNIQUE (key, revision)
) STRICT;
CREATE INDEX revision_current ON revision (kind, number) WHERE to_seq IS NULL;
CREATE INDEX revision_state ON revision (kind, state, number) WHERE to_seq IS NULL;
CREATE INDEX revision_head ON revision (key) WHERE to_seq IS NULL;
CREATE INDEX revision_as_of ON revision (kind, number, seq, to_seq);

CREATE TABLE link (
  from_key TEXT NOT NULL,
  field TEXT NOT NULL,
  to_key TEXT NOT NULL,
  from_seq INTEGER NOT NULL,
  to_seq INTEGER,
  PRIMARY KEY (from_key, field, to_key, from_seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_to ON link (to_key, field, from_key) WHERE to_seq IS NULL;

CREATE TABLE uniq (name TEXT NOT NULL, key TEXT NOT NULL, from_seq INTEGER NOT NULL, to_seq INTEGER, PRIMARY KEY (name, from_seq)) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX uniq_current ON uniq (name) WHERE to_seq IS NULL;
CREATE INDEX uniq_key ON uniq (key) WHERE to_seq IS NULL;

CREATE TABLE observation (
  evidence INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  subject TEXT NOT NULL,
  metric TEXT NOT NULL,
  value REAL,
  at INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (evidence, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX observation_series ON observation (subject, metric, at);

CREATE TABLE idempotency (key TEXT PRIMARY KEY, request BLOB NOT NULL, answer TEXT NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE verdict (
  check_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  from_seq INTEGER NOT NULL,
  to_seq INTEGER,
  body TEXT NOT NULL,
  PRIMARY KEY (check_id, subject, from_seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX verdict_current ON verdict (check_id, subject) WHERE to_seq IS NULL;

CREATE VIRTUAL TABLE search USING fts5 (title, words, content = '', contentless_delete = 1, prefix = '2 3');

-- What is recorded stays: the database refuses too, not only the program.
CREATE TRIGGER entry_kept BEFORE DELETE ON entry BEGIN SELECT RAISE (ABORT, 'entries are never deleted'); END;
CREATE TRIGGER entry_fixed BEFORE UPDATE ON entry BEGIN SELECT RAISE (ABORT, 'entries are never changed'); END;
CREATE TRIGGER tile_kept BEFORE DELETE ON tile BEGIN SELECT RAISE (ABORT, 'tiles are never deleted'); END;
CREATE TRIGGER tile_fixed BEFORE UPDATE ON tile BEGIN SELECT RAISE (ABORT, 'tiles are never changed'); END;
CREATE TRIGGER checkpoint_kept BEFORE DELETE ON checkpoint BEGIN SELECT RAISE (ABORT, 'checkpoints are never deleted'); END;
CREATE TRIGGER checkpoint_fixed BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE (ABORT, 'checkpoints are never changed'); END;
CREATE TRIGGER revision_kept BEFORE DELETE ON revision BEGIN SELECT RAISE (ABORT, 'revisions are never deleted'); END;
CREATE TRIGGER revision_fixed BEFORE UPDATE OF seq, record, key, number, kind, revision, op, state, actor, via, at, effective ON revision
BEGIN SELECT RAISE (ABORT, 'revisions are never changed'); END;
-- Erasure empties body, salt and title; nothing else may touch them.
CREATE TRIGGER revision_body BEFORE UPDATE OF body, salt, title ON revision
WHEN NEW.body IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.title <> ''
BEGIN SELECT RAISE (ABORT, 'bodies are erased or kept, never changed'); END;
