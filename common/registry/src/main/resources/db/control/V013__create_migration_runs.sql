-- Migration runs: which tenants are being brought to their scripts' version, and how far that is. The
-- rows say what is to be done; a message only says that there is something.

CREATE TABLE control.migration_run (
  id             uuid PRIMARY KEY,
  state          text NOT NULL CHECK (state IN ('RUNNING', 'PAUSED', 'CANCELLED', 'SUCCEEDED', 'FAILED')),
  state_reason   text,
  type           text,
  shared         text CHECK (shared IN ('WAITING', 'DONE')),
  requested_by   text NOT NULL,
  canaries       integer NOT NULL DEFAULT 0,
  wave_size      integer CHECK (wave_size > 0),
  concurrency    integer NOT NULL CHECK (concurrency BETWEEN 1 AND 64),
  failure_budget integer NOT NULL CHECK (failure_budget >= 0),
  accepted       integer NOT NULL DEFAULT 0,
  wave           integer NOT NULL DEFAULT 1,
  waves          integer NOT NULL DEFAULT 1,
  total          integer NOT NULL DEFAULT 0,
  next_look_at   timestamptz NOT NULL,
  created_at     timestamptz NOT NULL DEFAULT now(),
  started_at     timestamptz,
  ended_at       timestamptz,
  CHECK ((ended_at IS NULL) = (state IN ('RUNNING', 'PAUSED')))
);

COMMENT ON COLUMN control.migration_run.type IS 'The only type whose tenants are meant; null for all';
COMMENT ON COLUMN control.migration_run.shared IS
  'Whether the tables that all tenants share are migrated first; null if not';
COMMENT ON COLUMN control.migration_run.canaries IS 'Tenants in the first wave, of which none may fail';
COMMENT ON COLUMN control.migration_run.accepted IS
  'Failures at the moment when somebody last resumed the run, which count no more';
COMMENT ON COLUMN control.migration_run.next_look_at IS
  'When the run is looked after if no message does it';

CREATE INDEX migration_run_state_idx ON control.migration_run (state, id);
CREATE INDEX migration_run_look_idx ON control.migration_run (next_look_at) WHERE state = 'RUNNING';
CREATE INDEX migration_run_ended_at_idx ON control.migration_run (ended_at);

CREATE TABLE control.migration_run_tenant (
  run_id          uuid NOT NULL REFERENCES control.migration_run ON DELETE CASCADE,
  tenant_id       uuid NOT NULL REFERENCES control.tenant,
  wave            integer NOT NULL,
  state           text NOT NULL DEFAULT 'WAITING'
                  CHECK (state IN ('WAITING', 'RUNNING', 'BUSY', 'MIGRATED', 'FAILED', 'SKIPPED')),
  attempts        integer NOT NULL DEFAULT 0,
  refusals        integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL DEFAULT now(),
  claim           uuid,
  claimed_until   timestamptz,
  from_version    text,
  to_version      text NOT NULL,
  to_fingerprint  text NOT NULL,
  duration_ms     integer,
  error           text CHECK (length(error) <= 4000),
  updated_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (run_id, tenant_id),
  CHECK ((state = 'RUNNING') = (claim IS NOT NULL)),
  CHECK ((state = 'RUNNING') = (claimed_until IS NOT NULL))
);

COMMENT ON COLUMN control.migration_run_tenant.refusals IS
  'How often somebody else held a lock that the scripts need';
COMMENT ON COLUMN control.migration_run_tenant.to_fingerprint IS
  'Over the scripts that it was to get: who starts a worker again with the same tries nobody twice';
COMMENT ON COLUMN control.migration_run_tenant.claimed_until IS
  'A claim that is older and whose row nobody has locked is a dead worker''s';

-- A tenant is in one open run at most.
CREATE UNIQUE INDEX migration_run_tenant_open_key ON control.migration_run_tenant (tenant_id)
  WHERE state IN ('WAITING', 'RUNNING', 'BUSY');
CREATE INDEX migration_run_tenant_open_idx ON control.migration_run_tenant (run_id, wave, tenant_id)
  WHERE state IN ('WAITING', 'RUNNING', 'BUSY');
CREATE INDEX migration_run_tenant_tenant_idx ON control.migration_run_tenant (tenant_id, to_fingerprint);
CREATE INDEX migration_run_tenant_state_idx ON control.migration_run_tenant (run_id, state, tenant_id);

DROP INDEX control.tenant_fingerprint_idx;
CREATE INDEX tenant_fingerprint_idx ON control.tenant (type, schema_fingerprint) INCLUDE (id, schema_version)
  WHERE status IN ('ACTIVE', 'TRIAL', 'SUSPENDED');

-- First the ends of the index: where all tenants of a type have its scripts, nothing else is read,
-- however many they are. OFFSET 0 keeps the planner from doing it the other way round.
CREATE VIEW control.tenant_behind AS
SELECT t.id, t.type, t.schema_version, y.version AS type_version, y.fingerprint AS type_fingerprint
FROM (
  SELECT name, version, fingerprint FROM control.tenant_type kind
  WHERE fingerprint <> ''
    AND (fingerprint <> (SELECT min(schema_fingerprint) FROM control.tenant
                         WHERE type = kind.name AND status IN ('ACTIVE', 'TRIAL', 'SUSPENDED'))
      OR fingerprint <> (SELECT max(schema_fingerprint) FROM control.tenant
                         WHERE type = kind.name AND status IN ('ACTIVE', 'TRIAL', 'SUSPENDED'))
      OR EXISTS (SELECT FROM control.tenant
                 WHERE type = kind.name AND status IN ('ACTIVE', 'TRIAL', 'SUSPENDED')
                   AND schema_fingerprint IS NULL))
  OFFSET 0) y
JOIN control.tenant t ON t.type = y.name AND t.status IN ('ACTIVE', 'TRIAL', 'SUSPENDED')
                     AND t.schema_fingerprint IS DISTINCT FROM y.fingerprint;

-- The events of a run are no tenant's.
ALTER TABLE control.outbox DROP CONSTRAINT outbox_check;
ALTER TABLE control.outbox ADD CONSTRAINT outbox_check CHECK
  (kind = 'command' OR type LIKE 'migration-run.%' OR (tenant_id IS NOT NULL AND sequence IS NOT NULL));

GRANT SELECT ON control.tenant_behind TO ${controlLogin};
GRANT SELECT, INSERT, UPDATE, DELETE ON control.migration_run, control.migration_run_tenant TO ${controlLogin};
