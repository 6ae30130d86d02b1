-- Links by which the platform's own people come into a tenant's application once, as its owner.

CREATE TABLE control.impersonation (
  id         uuid PRIMARY KEY,
  tenant_id  uuid NOT NULL REFERENCES control.tenant,
  made_by    text NOT NULL,
  reason     text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  made_at    timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at    timestamptz,
  CHECK (expires_at > made_at)
);

COMMENT ON COLUMN control.impersonation.token_hash IS 'SHA-256 of the token, which has 256 random bits';
COMMENT ON COLUMN control.impersonation.made_by IS 'As in the audit log';

CREATE INDEX impersonation_tenant_idx ON control.impersonation (tenant_id, expires_at);
CREATE INDEX impersonation_expires_at_idx ON control.impersonation (expires_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON control.impersonation TO ${controlLogin};

-- The application may use a link up, of the tenant that it serves, and nothing else of the table.
-- Whoever comes too late, or with another tenant's link, is in the audit log too; a token that is
-- none is not. The update sees what another one has committed meanwhile, so one of many gets it.
CREATE FUNCTION control.use_impersonation(at_tenant uuid, hash bytea, address text)
RETURNS TABLE (id uuid, made_by text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  link control.impersonation;
  refusal text;
BEGIN
  UPDATE control.impersonation i SET used_at = now()
  FROM control.tenant t
  WHERE i.token_hash = hash AND i.tenant_id = at_tenant AND i.used_at IS NULL
    AND i.expires_at > now() AND t.id = i.tenant_id AND t.status IN ('ACTIVE', 'TRIAL')
  RETURNING i.* INTO link;
  IF NOT FOUND THEN
    SELECT i.* INTO link FROM control.impersonation i WHERE i.token_hash = hash;
    IF NOT FOUND THEN
      RETURN;
    END IF;
    refusal := CASE WHEN link.tenant_id <> at_tenant THEN 'The link is another tenant''s.'
                    WHEN link.used_at IS NOT NULL THEN 'The link was used before.'
                    WHEN link.expires_at <= now() THEN 'The link has expired.'
                    ELSE 'The tenant is not served.' END;
  END IF;
  INSERT INTO control.audit (at, actor, remote_address, action, tenant_id, detail, outcome)
  VALUES (now(), link.made_by, address, 'tenant.use-impersonation', at_tenant,
          jsonb_build_object('text', coalesce(refusal, link.reason)),
          CASE WHEN refusal IS NULL THEN 'done' ELSE 'refused' END);
  IF refusal IS NULL THEN
    RETURN QUERY SELECT link.id, link.made_by;
  END IF;
END
$$;

REVOKE EXECUTE ON FUNCTION control.use_impersonation(uuid, bytea, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION control.use_impersonation(uuid, bytea, text) TO ${appLogin};
