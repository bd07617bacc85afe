-- Who signs in, and how. Nothing here carries authority: what somebody may do is the member's record in the workspace.
CREATE TABLE account (id TEXT PRIMARY KEY, login TEXT NOT NULL UNIQUE, name TEXT NOT NULL, made INTEGER NOT NULL, disabled INTEGER, password TEXT, password_at INTEGER) STRICT, WITHOUT ROWID;
CREATE TABLE account_member (account TEXT NOT NULL REFERENCES account (id), workspace TEXT NOT NULL, member TEXT NOT NULL, PRIMARY KEY (account, workspace), UNIQUE (workspace, member)) STRICT, WITHOUT ROWID;
-- Secrets are kept as digests: who reads this file cannot come in with what it holds.
CREATE TABLE session (hash BLOB PRIMARY KEY, account TEXT NOT NULL REFERENCES account (id), means TEXT NOT NULL, made INTEGER NOT NULL, seen INTEGER NOT NULL, ends INTEGER NOT NULL, proved INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX session_of ON session (account);
CREATE TABLE device (hash BLOB PRIMARY KEY, account TEXT NOT NULL REFERENCES account (id), made INTEGER NOT NULL, seen INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE one_time_password (account TEXT PRIMARY KEY REFERENCES account (id), secret BLOB NOT NULL, made INTEGER NOT NULL, confirmed INTEGER, last_step INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE recovery_code (account TEXT NOT NULL REFERENCES account (id), hash BLOB NOT NULL, used INTEGER, PRIMARY KEY (account, hash)) STRICT, WITHOUT ROWID;
CREATE TABLE passkey (id BLOB PRIMARY KEY, account TEXT NOT NULL REFERENCES account (id), name TEXT NOT NULL, credential TEXT NOT NULL, made INTEGER NOT NULL, used INTEGER) STRICT, WITHOUT ROWID;
CREATE INDEX passkey_of ON passkey (account);
CREATE TABLE invitation (hash BLOB PRIMARY KEY, workspace TEXT NOT NULL, member TEXT NOT NULL, made INTEGER NOT NULL, ends INTEGER NOT NULL, UNIQUE (workspace, member)) STRICT, WITHOUT ROWID;
-- Failed attempts by login, address or known device; they outlive a restart, else a crash would hand out new tries.
CREATE TABLE failed_attempt (bucket BLOB PRIMARY KEY, tries INTEGER NOT NULL, since INTEGER NOT NULL, until INTEGER) STRICT, WITHOUT ROWID;
