-- What the role that serves may do, and no more. Said again with every migration.
REVOKE ALL ON SCHEMA assay FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA assay FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA assay FROM PUBLIC;
GRANT USAGE ON SCHEMA assay TO {runtime};
GRANT SELECT ON schema_version TO {runtime};
GRANT SELECT, INSERT ON log_head, entry, tile, checkpoint, record, counter, revision, link, uniq, observation,
  idempotency, verdict, evidence_use, projection, search, indexed, indexing TO {runtime};
GRANT UPDATE (epoch, size, root, turn, batch, seen) ON log_head TO {runtime};
GRANT UPDATE (last) ON counter TO {runtime};
GRANT UPDATE (to_seq, body, salt, title) ON revision TO {runtime};
GRANT UPDATE (to_seq) ON link, uniq, verdict, evidence_use, indexed TO {runtime};
GRANT UPDATE (through) ON projection TO {runtime};
GRANT UPDATE (words) ON search TO {runtime};
GRANT UPDATE (edition) ON indexing TO {runtime};
GRANT DELETE ON observation, idempotency, verdict, evidence_use, projection, search, indexed TO {runtime};
GRANT EXECUTE ON FUNCTION this_workspace(), found(tsquery) TO {runtime};
