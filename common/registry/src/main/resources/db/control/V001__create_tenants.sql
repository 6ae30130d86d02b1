-- Tenants, their domains and plans. The arrows of the status machine stand here too, so that no
-- program, whatever its age, can take a tenant along a way that does not exist.

CREATE TABLE control.plan (
  name        text PRIMARY KEY CHECK (name ~ '^[a-z][a-z0-9-]{0,39}$'),
  description text NOT NULL DEFAULT '',
  created_at  timestamptz NOT NULL DEFAULT now()
);

INSERT INTO control.plan (name, description) VALUES ('free', 'What a tenant gets that asked for nothing else');

CREATE TABLE control.tenant_transition (
  from_status text NOT NULL,
  to_status   text NOT NULL,
  PRIMARY KEY (from_status, to_status)
);

INSERT INTO control.tenant_transition (from_status, to_status) VALUES
  ('PENDING', 'ACTIVE'), ('PENDING', 'TRIAL'), ('PENDING', 'FAILED'), ('PENDING', 'DELETING'),
  ('FAILED', 'PENDING'), ('FAILED', 'DELETING'),
  ('ACTIVE', 'SUSPENDED'), ('ACTIVE', 'DELETING'),
  ('TRIAL', 'ACTIVE'), ('TRIAL', 'SUSPENDED'), ('TRIAL', 'DELETING'),
  ('SUSPENDED', 'ACTIVE'), ('SUSPENDED', 'TRIAL'), ('SUSPENDED', 'DELETING'),
  ('DELETING', 'PENDING'), ('DELETING', 'FAILED'), ('DELETING', 'ACTIVE'), ('DELETING', 'TRIAL'),
  ('DELETING', 'SUSPENDED'), ('DELETING', 'DELETED');

CREATE TABLE control.tenant (
  id              uuid PRIMARY KEY,
  name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  schema_name     text NOT NULL CHECK (schema_name ~ '^[a-z][a-z0-9_]{0,54}$'),
  role_name       text NOT NULL CHECK (role_name ~ '^[a-z][a-z0-9_]{0,62}$'),
  type            text NOT NULL,
  plan            text NOT NULL REFERENCES control.plan,
  status          text NOT NULL DEFAULT 'PENDING' CHECK (status IN
                    ('PENDING', 'ACTIVE', 'TRIAL', 'FAILED', 'SUSPENDED', 'DELETING', 'DELETED')),
  status_before   text,
  status_reason   text,
  contact_name    text,
  contact_email   text,
  trial_days      integer CHECK (trial_days BETWEEN 1 AND 365),
  trial_ends_at   timestamptz,
  schema_version  text,
  sequence        bigint NOT NULL DEFAULT 0,
  attempts        integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz,
  created_at      timestamptz NOT NULL,
  activated_at    timestamptz
);

COMMENT ON COLUMN control.tenant.role_name IS
  'Name of the schema and of its role in the database: the installation''s prefix + schema_name';
COMMENT ON COLUMN control.tenant.sequence IS
  'Number of the tenant''s last event; taken under this row''s lock, so it has no gaps';

CREATE UNIQUE INDEX tenant_schema_name_key ON control.tenant (schema_name) WHERE status <> 'DELETED';
CREATE UNIQUE INDEX tenant_role_name_key ON control.tenant (role_name) WHERE status <> 'DELETED';
CREATE INDEX tenant_status_idx ON control.tenant (status, id);
CREATE INDEX tenant_due_idx ON control.tenant (next_attempt_at) WHERE status = 'PENDING';

CREATE FUNCTION control.check_tenant_transition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM control.tenant_transition
                 WHERE from_status = OLD.status AND to_status = NEW.status) THEN
    RAISE EXCEPTION 'tenant % can''t go from % to %', OLD.id, OLD.status, NEW.status
      USING ERRCODE = 'check_violation', CONSTRAINT = 'tenant_transition';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER tenant_transition BEFORE UPDATE OF status ON control.tenant
  FOR EACH ROW WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION control.check_tenant_transition();

CREATE TABLE control.domain (
  tenant_id   uuid NOT NULL REFERENCES control.tenant,
  name        text NOT NULL CHECK (name = lower(name) AND length(name) BETWEEN 1 AND 253),
  status      text NOT NULL CHECK (status IN ('PENDING', 'VERIFIED')),
  is_primary  boolean NOT NULL DEFAULT false,
  created_at  timestamptz NOT NULL,
  verified_at timestamptz,
  PRIMARY KEY (tenant_id, name),
  CHECK (NOT is_primary OR status = 'VERIFIED'),
  CHECK ((status = 'VERIFIED') = (verified_at IS NOT NULL))
);

CREATE UNIQUE INDEX domain_verified_name_key ON control.domain (name) WHERE status = 'VERIFIED';
CREATE UNIQUE INDEX domain_primary_key ON control.domain (tenant_id) WHERE is_primary;

-- All that a tenant application may know of the control plane.
CREATE VIEW control.routing AS
SELECT d.name AS domain, t.id AS tenant_id, t.role_name, t.schema_name, t.name, t.type, t.plan,
       t.status, t.sequence, p.name AS primary_domain, t.schema_version
FROM control.domain d
JOIN control.tenant t ON t.id = d.tenant_id
JOIN control.domain p ON p.tenant_id = t.id AND p.is_primary
WHERE d.status = 'VERIFIED';

GRANT USAGE ON SCHEMA control TO ${controlLogin}, ${appLogin};
GRANT SELECT ON control.routing TO ${appLogin};
GRANT SELECT ON control.routing, control.tenant_transition TO ${controlLogin};
GRANT SELECT, INSERT, UPDATE, DELETE ON control.plan, control.tenant, control.domain TO ${controlLogin};

-- So that the services can see whether this schema is as new as they need.
CREATE VIEW control.schema_version AS
SELECT version FROM control.flyway_schema_history WHERE success AND version IS NOT NULL;

GRANT SELECT ON control.schema_version TO ${controlLogin}, ${appLogin};
