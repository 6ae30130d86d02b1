-- Jobs of tenant applications: which there are, which runs of them, and what became of each tenant.

CREATE TABLE control.job (
  name        text PRIMARY KEY CHECK (name ~ '^[a-z][a-z0-9-]{0,62}$'),
  cron        text CHECK (length(cron) <= 200),
  zone        text CHECK (length(zone) <= 100),
  every_ms    bigint CHECK (every_ms >= 1000),
  seen_at     timestamptz NOT NULL,
  next_run_at timestamptz,
  CHECK ((cron IS NULL) = (zone IS NULL)),
  CHECK (cron IS NULL OR every_ms IS NULL),
  CHECK ((next_run_at IS NULL) = (cron IS NULL AND every_ms IS NULL))
);

COMMENT ON COLUMN control.job.seen_at IS
  'When an application last said that it has the job; one that is silent has no schedule';

CREATE INDEX job_next_run_at_idx ON control.job (next_run_at);
CREATE INDEX job_seen_at_idx ON control.job (seen_at);

CREATE TABLE control.job_run (
  id           uuid PRIMARY KEY,
  job          text NOT NULL,
  state        text NOT NULL DEFAULT 'RUNNING' CHECK (state IN ('RUNNING', 'CANCELLED', 'SUCCEEDED', 'FAILED')),
  type         text,
  parameters   jsonb NOT NULL,
  scheduled    boolean NOT NULL,
  requested_by text NOT NULL,
  created_at   timestamptz NOT NULL DEFAULT now(),
  ended_at     timestamptz,
  CHECK ((ended_at IS NULL) = (state = 'RUNNING'))
);

COMMENT ON COLUMN control.job_run.type IS 'The only type whose tenants are meant; null if not chosen by type';

CREATE INDEX job_run_open_idx ON control.job_run (id) WHERE state = 'RUNNING';
CREATE INDEX job_run_state_idx ON control.job_run (state, id);
CREATE INDEX job_run_ended_at_idx ON control.job_run (ended_at);
-- A schedule waits for its last run.
CREATE UNIQUE INDEX job_run_scheduled_key ON control.job_run (job) WHERE scheduled AND state = 'RUNNING';

CREATE TABLE control.job_run_tenant (
  run_id      uuid NOT NULL REFERENCES control.job_run ON DELETE CASCADE,
  tenant_id   uuid NOT NULL REFERENCES control.tenant,
  state       text NOT NULL DEFAULT 'WAITING'
              CHECK (state IN ('WAITING', 'SENT', 'SUCCEEDED', 'FAILED', 'SKIPPED')),
  attempts    integer NOT NULL DEFAULT 0,
  due_at      timestamptz NOT NULL,
  lease_until timestamptz,
  duration_ms bigint,
  error       text CHECK (length(error) <= 1000),
  updated_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (run_id, tenant_id),
  CHECK ((state = 'SENT') = (lease_until IS NOT NULL))
);

COMMENT ON COLUMN control.job_run_tenant.lease_until IS
  'An order that nobody has answered until then is lost, and sent again';

-- A tenant has one job at a time, whatever the number of runs.
CREATE UNIQUE INDEX job_run_tenant_sent_key ON control.job_run_tenant (tenant_id) WHERE state = 'SENT';
CREATE INDEX job_run_tenant_sent_run_idx ON control.job_run_tenant (run_id) WHERE state = 'SENT';
CREATE INDEX job_run_tenant_lease_idx ON control.job_run_tenant (lease_until) WHERE state = 'SENT';
CREATE INDEX job_run_tenant_due_idx ON control.job_run_tenant (run_id, due_at, tenant_id) WHERE state = 'WAITING';
CREATE INDEX job_run_tenant_state_idx ON control.job_run_tenant (run_id, state, tenant_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON control.job, control.job_run, control.job_run_tenant TO ${controlLogin};
