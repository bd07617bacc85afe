-- Keys that seal secrets in this file. Each is wrapped by a master key that is never in it; `master` says by which.
CREATE TABLE data_key (id TEXT PRIMARY KEY, master TEXT NOT NULL, wrapped BLOB NOT NULL, made INTEGER NOT NULL) STRICT, WITHOUT ROWID;
-- When a passkey counted backwards: somebody may have a copy of it.
ALTER TABLE passkey ADD COLUMN doubted INTEGER;
-- What happened to an account is found by how the text of the entry begins.
CREATE INDEX control_body_text ON control_body (body);
