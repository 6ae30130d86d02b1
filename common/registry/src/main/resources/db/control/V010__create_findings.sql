-- Where the registry and the database disagree, and what was done about it.

CREATE TABLE control.finding (
  id                  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind                text NOT NULL CHECK (kind ~ '^[a-z][a-z-]{0,49}$'),
  subject             text NOT NULL CHECK (length(subject) BETWEEN 1 AND 253),
  tenant_id           uuid,
  detail              text NOT NULL CHECK (length(detail) <= 1000),
  repairable          boolean NOT NULL,
  first_seen_at       timestamptz NOT NULL,
  last_seen_at        timestamptz NOT NULL,
  confirmed_at        timestamptz,
  resolved_at         timestamptz,
  repair_requested_at timestamptz,
  repair_requested_by text,
  repair_ended_at     timestamptz,
  repair_outcome      text,
  repair_detail       text CHECK (length(repair_detail) <= 1000),
  CHECK ((repair_requested_at IS NULL) = (repair_requested_by IS NULL)),
  CHECK (repair_ended_at IS NULL OR repair_requested_at IS NOT NULL),
  CHECK ((repair_ended_at IS NULL) = (repair_outcome IS NULL))
);

COMMENT ON COLUMN control.finding.confirmed_at IS
  'When a second look saw the same; what has been seen once only may be work in progress';
COMMENT ON COLUMN control.finding.repairable IS
  'Whether a worker can repair it when asked to; otherwise the detail says why not';

CREATE UNIQUE INDEX finding_open_key ON control.finding (kind, subject) WHERE resolved_at IS NULL;
CREATE INDEX finding_resolved_idx ON control.finding (resolved_at) WHERE resolved_at IS NOT NULL;
CREATE INDEX finding_repair_idx ON control.finding (repair_requested_at)
  WHERE repair_requested_at IS NOT NULL AND repair_ended_at IS NULL;

-- One row: whose turn it is to look, and when.
CREATE TABLE control.reconciliation (
  one           boolean PRIMARY KEY DEFAULT true CHECK (one),
  requests      bigint NOT NULL DEFAULT 0,
  requests_done bigint NOT NULL DEFAULT 0,
  requested_at  timestamptz,
  next_at       timestamptz NOT NULL DEFAULT now(),
  claimed_by    text,
  claimed_until timestamptz,
  started_at    timestamptz,
  ended_at      timestamptz,
  trouble       text,
  history_after uuid
);

COMMENT ON COLUMN control.reconciliation.requests IS
  'Counted up by who wants a pass now; a pass serves those that were counted when it began';
COMMENT ON COLUMN control.reconciliation.history_after IS
  'The tenant after which the next pass goes on reading histories';

INSERT INTO control.reconciliation DEFAULT VALUES;

GRANT SELECT, DELETE ON control.finding TO ${controlLogin};
GRANT UPDATE (repair_requested_at, repair_requested_by, repair_ended_at, repair_outcome, repair_detail)
  ON control.finding TO ${controlLogin};
GRANT SELECT, UPDATE (requests, requested_at) ON control.reconciliation TO ${controlLogin};
