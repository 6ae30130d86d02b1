-- Which scripts each type has, as the workers say, and which of them each tenant's schema has. Who is
-- behind is one indexed query, also where a script that may be repeated changed without a version.

CREATE TABLE control.tenant_type (
  name        text PRIMARY KEY,
  version     text NOT NULL,
  fingerprint text NOT NULL,
  scripts     jsonb NOT NULL CHECK (jsonb_typeof(scripts) = 'array'),
  updated_at  timestamptz NOT NULL DEFAULT now()
);

COMMENT ON COLUMN control.tenant_type.scripts IS
  'In order, each with version, description, name and checksum';

ALTER TABLE control.tenant ADD COLUMN schema_fingerprint text;
ALTER TABLE control.clone_progress ADD COLUMN schema_fingerprint text NOT NULL DEFAULT '';

COMMENT ON COLUMN control.tenant.schema_fingerprint IS
  'Hash over the scripts that its schema has; null where nobody has looked yet';

CREATE INDEX tenant_fingerprint_idx ON control.tenant (type, schema_fingerprint, schema_version)
  WHERE status IN ('ACTIVE', 'TRIAL', 'SUSPENDED');

GRANT SELECT ON control.tenant_type TO ${controlLogin};
