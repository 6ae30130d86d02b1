-- Domains that customers prove to be theirs, old domains that redirect for a while, and those of
-- deleted tenants; and the view of all that lead somewhere.

ALTER TABLE control.domain
  DROP CONSTRAINT domain_status_check,
  DROP CONSTRAINT domain_check,
  DROP CONSTRAINT domain_check1,
  ADD COLUMN token          text CHECK (token ~ '^[A-Za-z0-9_-]{22,86}$'),
  ADD COLUMN verified_by    text CHECK (verified_by IN ('DNS', 'HTTP')),
  ADD COLUMN redirect_until timestamptz,
  ADD COLUMN next_check_at  timestamptz,
  ADD COLUMN last_check_at  timestamptz,
  ADD COLUMN last_error     text,
  ADD COLUMN checks         integer NOT NULL DEFAULT 0 CHECK (checks >= 0),
  ADD COLUMN checks_since   timestamptz,
  ADD COLUMN failing_since  timestamptz;

ALTER TABLE control.domain
  ADD CONSTRAINT domain_status_check CHECK (status IN ('PENDING', 'VERIFIED', 'RELEASED')),
  ADD CONSTRAINT domain_primary_check CHECK
    (NOT is_primary OR (status <> 'PENDING' AND redirect_until IS NULL)),
  -- A RELEASED domain keeps the time, so that one that was never proved leads nowhere.
  ADD CONSTRAINT domain_verified_at_check CHECK
    (CASE status WHEN 'PENDING' THEN verified_at IS NULL
                 WHEN 'VERIFIED' THEN verified_at IS NOT NULL ELSE true END);

COMMENT ON COLUMN control.domain.token IS
  'What the customer shows to prove that the domain is his; null for the platform''s own domains';
COMMENT ON COLUMN control.domain.redirect_until IS
  'The tenant''s domain before it was renamed: leads to the primary domain until then';
COMMENT ON COLUMN control.domain.next_check_at IS
  'When ownership is looked for; null for not again until somebody asks';
COMMENT ON COLUMN control.domain.checks IS 'Checks in a row that found no proof';
COMMENT ON COLUMN control.domain.checks_since IS
  'When somebody last asked for checks; null for when the domain was added';
COMMENT ON COLUMN control.domain.failing_since IS
  'Since when a VERIFIED domain is without proof';

-- A tenant had one domain of the platform's, and one of its own at most: PENDING, or the primary.
UPDATE control.domain d
SET token = replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''),
    next_check_at = CASE WHEN status = 'PENDING' THEN now() END
WHERE status = 'PENDING'
   OR is_primary AND EXISTS (SELECT FROM control.domain other
                             WHERE other.tenant_id = d.tenant_id AND other.name <> d.name
                               AND other.status = 'VERIFIED');

CREATE INDEX domain_name_idx ON control.domain (name);
CREATE INDEX domain_check_idx ON control.domain (next_check_at)
  WHERE next_check_at IS NOT NULL AND status <> 'RELEASED';
CREATE INDEX domain_redirect_idx ON control.domain (redirect_until)
  WHERE redirect_until IS NOT NULL AND status <> 'RELEASED';

-- A domain of deleted tenants leads to the latest one's tombstone, until a tenant proves it again.
CREATE OR REPLACE VIEW control.routing AS
SELECT d.name AS domain, t.id AS tenant_id, t.role_name, t.schema_name, t.name, t.type, t.plan,
       t.status, t.sequence, coalesce(p.name, d.name) AS primary_domain, t.schema_version,
       l.limits::text AS limits, d.redirect_until IS NOT NULL AS redirect
FROM control.domain d
JOIN control.tenant t ON t.id = d.tenant_id
JOIN control.plan l ON l.name = t.plan
LEFT JOIN control.domain p ON p.tenant_id = t.id AND p.is_primary
WHERE d.status = 'VERIFIED' AND (d.redirect_until IS NULL OR d.redirect_until > now())
   OR d.status = 'RELEASED' AND d.verified_at IS NOT NULL
      AND NOT EXISTS (SELECT FROM control.domain o
                      WHERE o.name = d.name
                        AND (o.status = 'VERIFIED'
                             OR o.status = 'RELEASED' AND o.verified_at IS NOT NULL
                                AND o.tenant_id > d.tenant_id));
