-- What lists sort and filter by, worked out from the bodies: a value holds from an entry on (from_seq) until to_seq, null
-- while current. A record without a value has an empty one. It is filled when the file is opened, and made anew whenever
-- other fields are indexed than before.
CREATE TABLE indexed (
  kind TEXT NOT NULL,
  number INTEGER NOT NULL,
  field TEXT NOT NULL,
  place INTEGER NOT NULL,
  value TEXT NOT NULL,
  from_seq INTEGER NOT NULL,
  to_seq INTEGER,
  PRIMARY KEY (kind, number, field, place, from_seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX indexed_value ON indexed (kind, field, value, number, to_seq, from_seq, place);
CREATE INDEX revision_changed ON revision (kind, seq) WHERE to_seq IS NULL;
