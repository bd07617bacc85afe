-- Answers are forgotten, the oldest first.
CREATE INDEX idempotency_at ON idempotency (workspace, at);
