-- Members that another system provisions (SCIM): the names it gave them. What they are and may do is their records in the workspace.
CREATE TABLE provisioned (workspace TEXT NOT NULL, member TEXT NOT NULL, user_name TEXT NOT NULL, folded TEXT NOT NULL, external_id TEXT, made INTEGER NOT NULL, changed INTEGER NOT NULL, version INTEGER NOT NULL, gone INTEGER, PRIMARY KEY (workspace, member)) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX provisioned_name ON provisioned (workspace, folded) WHERE gone IS NULL;
