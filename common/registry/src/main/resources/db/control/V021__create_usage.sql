-- What each tenant used on each day, as its application counted it.

CREATE TABLE control.usage (
  tenant_id     uuid NOT NULL REFERENCES control.tenant,
  day           date NOT NULL,
  requests      bigint NOT NULL DEFAULT 0,
  users         bigint,
  products      bigint,
  storage_bytes bigint,
  PRIMARY KEY (tenant_id, day)
);

COMMENT ON COLUMN control.usage.requests IS 'The sum of the day, in UTC';
COMMENT ON COLUMN control.usage.users IS 'As last counted on that day, like the others; null if it was not';

CREATE INDEX usage_day_idx ON control.usage (day, tenant_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON control.usage TO ${controlLogin};
