-- People who use the console: their accounts, links that log in once, sessions that every instance
-- knows; and an outcome for what somebody tried in vain.

CREATE TABLE control.operator (
  name           text PRIMARY KEY CHECK (name ~ '^[a-z0-9][a-z0-9._@+-]{0,99}$'),
  role           text NOT NULL CHECK (role IN ('VIEWER', 'OPERATOR', 'ADMIN')),
  password       text,
  failures       integer NOT NULL DEFAULT 0,
  locked_until   timestamptz,
  created_at     timestamptz NOT NULL,
  last_log_in_at timestamptz,
  disabled_at    timestamptz
);

COMMENT ON COLUMN control.operator.password IS
  'As Spring Security''s DelegatingPasswordEncoder writes it; null for who comes by link only';
COMMENT ON COLUMN control.operator.failures IS 'Wrong passwords in a row';

CREATE TABLE control.log_in_link (
  token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
  operator   text REFERENCES control.operator ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);

COMMENT ON COLUMN control.log_in_link.token_hash IS 'SHA-256 of 256 random bits';
COMMENT ON COLUMN control.log_in_link.operator IS
  'Whom it logs in; null for whoever makes the first account';

CREATE INDEX log_in_link_operator_idx ON control.log_in_link (operator);
CREATE INDEX log_in_link_expires_at_idx ON control.log_in_link (expires_at);

-- The form is Spring Session's.
CREATE TABLE control.operator_session (
  primary_id            char(36) PRIMARY KEY,
  session_id            char(36) NOT NULL UNIQUE,
  creation_time         bigint NOT NULL,
  last_access_time      bigint NOT NULL,
  max_inactive_interval integer NOT NULL,
  expiry_time           bigint NOT NULL,
  principal_name        varchar(100)
);

CREATE INDEX operator_session_expiry_time_idx ON control.operator_session (expiry_time);
CREATE INDEX operator_session_principal_name_idx ON control.operator_session (principal_name);

CREATE TABLE control.operator_session_attributes (
  session_primary_id char(36) NOT NULL REFERENCES control.operator_session ON DELETE CASCADE,
  attribute_name     varchar(200) NOT NULL,
  attribute_bytes    bytea NOT NULL,
  PRIMARY KEY (session_primary_id, attribute_name)
);

ALTER TABLE control.audit
  ADD COLUMN outcome text NOT NULL DEFAULT 'done' CHECK (outcome IN ('done', 'refused'));

GRANT SELECT, INSERT, UPDATE, DELETE ON control.operator, control.log_in_link,
  control.operator_session, control.operator_session_attributes TO ${controlLogin};
