-- Keys that are changed while their client runs, limits per client, and what each tenant prefers.

ALTER TABLE control.api_client
  ADD COLUMN previous_key_id     text UNIQUE,
  ADD COLUMN previous_key_hash   bytea CHECK (length(previous_key_hash) = 32),
  ADD COLUMN previous_key_until  timestamptz,
  ADD COLUMN last_rotated_at     timestamptz,
  ADD COLUMN requests_per_minute integer CHECK (requests_per_minute >= 0),
  ADD CHECK ((previous_key_id IS NULL) = (previous_key_hash IS NULL)
             AND (previous_key_id IS NULL) = (previous_key_until IS NULL));

COMMENT ON COLUMN control.api_client.previous_key_id IS
  'The key before the last rotation; it is good until previous_key_until by the database''s clock';
COMMENT ON COLUMN control.api_client.requests_per_minute IS
  'NULL: what the installation has for all; 0: no limit';

ALTER TABLE control.tenant
  ADD COLUMN preferences jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(preferences) = 'object');

COMMENT ON COLUMN control.tenant.preferences IS
  'What is not as the registry of preference keys has it by default';

-- A deleted tenant keeps the name of its plan, but must not keep the plan from being deleted.
ALTER TABLE control.tenant
  DROP CONSTRAINT tenant_plan_fkey,
  ADD COLUMN held_plan text GENERATED ALWAYS AS (CASE WHEN status <> 'DELETED' THEN plan END) STORED
    REFERENCES control.plan;

CREATE INDEX tenant_held_plan_idx ON control.tenant (held_plan);
