-- Who may call the provisioning API, what they repeat, and what everybody did.

CREATE TABLE control.api_client (
  id         uuid PRIMARY KEY,
  name       text NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 100),
  key_id     text NOT NULL UNIQUE,
  key_hash   bytea NOT NULL CHECK (length(key_hash) = 32),
  scopes     text[] NOT NULL,
  created_at timestamptz NOT NULL,
  revoked_at timestamptz
);

COMMENT ON COLUMN control.api_client.key_hash IS 'SHA-256 of a key of 256 random bits; the key itself is kept nowhere';

CREATE TABLE control.idempotency_key (
  client_id   uuid NOT NULL REFERENCES control.api_client,
  key         text NOT NULL,
  body_hash   bytea NOT NULL,
  tenant_id   uuid NOT NULL REFERENCES control.tenant DEFERRABLE INITIALLY DEFERRED,
  status_code integer NOT NULL,
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (client_id, key)
);

CREATE INDEX idempotency_key_created_at_idx ON control.idempotency_key (created_at);

CREATE TABLE control.audit (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at             timestamptz NOT NULL,
  actor          text NOT NULL,
  remote_address text,
  action         text NOT NULL,
  tenant_id      uuid,
  detail         jsonb NOT NULL DEFAULT '{}'
);

CREATE INDEX audit_tenant_idx ON control.audit (tenant_id, id);
CREATE INDEX audit_at_idx ON control.audit (at);

GRANT SELECT, INSERT, UPDATE, DELETE ON control.api_client, control.idempotency_key TO ${controlLogin};
-- DELETE: for what is older than the retention.
GRANT SELECT, INSERT, DELETE ON control.audit TO ${controlLogin};
