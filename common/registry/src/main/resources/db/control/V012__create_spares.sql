-- Schemas that are finished and nobody's yet, and roles that wait to get one.

CREATE TABLE control.spare (
  role_name   text PRIMARY KEY CHECK (role_name ~ '^[a-z][a-z0-9_]{0,62}$'),
  type        text,
  version     text,
  fingerprint text,
  created_at  timestamptz NOT NULL DEFAULT now(),
  built_at    timestamptz,
  retired_at  timestamptz,
  CHECK ((built_at IS NULL) = (type IS NULL)),
  CHECK ((built_at IS NULL) = (version IS NULL)),
  CHECK ((built_at IS NULL) = (fingerprint IS NULL))
);

COMMENT ON TABLE control.spare IS
  'A role, with its schema once that is built; claimed by giving both a tenant''s name';
COMMENT ON COLUMN control.spare.retired_at IS 'Nobody may claim it any more: it is being dropped';

CREATE INDEX spare_claim_idx ON control.spare (type, fingerprint, built_at)
  WHERE built_at IS NOT NULL AND retired_at IS NULL;
-- For the demand of the last minutes.
CREATE INDEX tenant_created_at_idx ON control.tenant (created_at);

GRANT SELECT ON control.spare TO ${controlLogin};
