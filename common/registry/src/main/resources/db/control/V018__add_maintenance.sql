-- Tenants whose requests are refused for a while, but for who has the link that leads past it.

ALTER TABLE control.tenant
  ADD COLUMN maintenance_since  timestamptz,
  ADD COLUMN maintenance_bypass text CHECK (maintenance_bypass ~ '^[0-9a-f]{64}$'),
  ADD CHECK ((maintenance_since IS NULL) = (maintenance_bypass IS NULL));

COMMENT ON COLUMN control.tenant.maintenance_bypass IS
  'SHA-256, in hexadecimal, of the token that leads past it';

CREATE INDEX tenant_maintenance_idx ON control.tenant (id) WHERE maintenance_since IS NOT NULL;

-- A view of its own: what may be known of the control plane grows by what is needed.
CREATE VIEW control.maintenance AS
SELECT id AS tenant_id, maintenance_bypass AS bypass FROM control.tenant
WHERE maintenance_since IS NOT NULL;

GRANT SELECT ON control.maintenance TO ${appLogin};
