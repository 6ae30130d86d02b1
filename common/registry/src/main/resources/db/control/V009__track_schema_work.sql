-- What the workers do to a tenant's schema after its sign-up: drop it, rename it, fill it with
-- another one's rows. The row says what is to be done; a message only says that there is something.

ALTER TABLE control.tenant
  ADD COLUMN reason_before text,
  ADD COLUMN drop_after timestamptz,
  ADD COLUMN drop_started_at timestamptz,
  ADD COLUMN renaming_to text CHECK (renaming_to ~ '^[a-z][a-z0-9_]{0,54}$'),
  ADD COLUMN rename_domain text,
  ADD COLUMN rename_previous_domain text,
  ADD COLUMN rename_redirect_days integer CHECK (rename_redirect_days BETWEEN 0 AND 365),
  ADD COLUMN clone_of uuid REFERENCES control.tenant,
  ADD COLUMN clone_data boolean,
  ADD COLUMN work_failures integer NOT NULL DEFAULT 0,
  ADD COLUMN work_error text,
  ADD CHECK ((clone_of IS NULL) = (clone_data IS NULL)),
  ADD CHECK ((renaming_to IS NULL) = (rename_domain IS NULL));

COMMENT ON COLUMN control.tenant.reason_before IS 'status_reason that belongs to status_before';
COMMENT ON COLUMN control.tenant.drop_started_at IS 'From now on the tenant can''t be restored';
COMMENT ON COLUMN control.tenant.renaming_to IS 'The schema name that the tenant is to get';
COMMENT ON COLUMN control.tenant.rename_domain IS
  'Its default domain then; a row of control.domain keeps it from others';
COMMENT ON COLUMN control.tenant.clone_of IS 'The tenant whose schema this one''s is a copy of';
COMMENT ON COLUMN control.tenant.work_failures IS
  'How often the drop or the rename that is due has failed; work_error says why';

CREATE UNIQUE INDEX tenant_renaming_to_key ON control.tenant (renaming_to) WHERE status <> 'DELETED';
CREATE INDEX tenant_drop_due_idx ON control.tenant (next_attempt_at) WHERE status = 'DELETING';
CREATE INDEX tenant_rename_due_idx ON control.tenant (next_attempt_at) WHERE renaming_to IS NOT NULL;
CREATE INDEX tenant_clone_of_idx ON control.tenant (clone_of) WHERE clone_of IS NOT NULL;

-- Not columns of the tenant: a copy's transaction is too old to write to a row that others write to.
CREATE TABLE control.clone_progress (
  tenant_id      uuid PRIMARY KEY REFERENCES control.tenant,
  schema_version text NOT NULL,
  prepared_at    timestamptz NOT NULL DEFAULT now(),
  copied_at      timestamptz
);

COMMENT ON TABLE control.clone_progress IS
  'Clones whose schema exists while the tenant is not ACTIVE yet';

GRANT SELECT ON control.clone_progress TO ${controlLogin};
