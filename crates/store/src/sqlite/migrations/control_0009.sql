-- Views of tables that a member keeps for themselves, or for everybody in the workspace. They are conveniences and no part of the record.
CREATE TABLE saved_view (id INTEGER PRIMARY KEY AUTOINCREMENT, workspace TEXT NOT NULL, member TEXT NOT NULL, shared INTEGER NOT NULL, name TEXT NOT NULL, path TEXT NOT NULL, query TEXT NOT NULL, made INTEGER NOT NULL) STRICT;
CREATE INDEX saved_view_of ON saved_view (workspace, member);
-- What somebody typed into a form and has not sent yet, sealed.
CREATE TABLE draft (id TEXT PRIMARY KEY, workspace TEXT NOT NULL, member TEXT NOT NULL, form TEXT NOT NULL, typed BLOB NOT NULL, at INTEGER NOT NULL, UNIQUE (workspace, member, form)) STRICT, WITHOUT ROWID;
CREATE INDEX draft_at ON draft (workspace, at);
