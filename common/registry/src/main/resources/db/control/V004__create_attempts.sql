-- Each try to build a tenant. A row is committed before the work starts: one without an end is a
-- build that took its worker with it.

CREATE TABLE control.attempt (
  tenant_id  uuid NOT NULL REFERENCES control.tenant,
  number     integer NOT NULL,
  worker     text NOT NULL,
  started_at timestamptz NOT NULL,
  ended_at   timestamptz,
  outcome    text CHECK (outcome IN ('succeeded', 'failed', 'superseded')),
  error      text,
  PRIMARY KEY (tenant_id, number),
  CHECK ((ended_at IS NULL) = (outcome IS NULL))
);

CREATE INDEX attempt_started_at_idx ON control.attempt (started_at);

GRANT SELECT, DELETE ON control.attempt TO ${controlLogin};
