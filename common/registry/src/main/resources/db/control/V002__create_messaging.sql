-- Outbox and inbox, and the events of each tenant as they happened.

CREATE TABLE control.outbox (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  message_id      uuid NOT NULL UNIQUE,
  kind            text NOT NULL CHECK (kind IN ('event', 'command')),
  type            text NOT NULL,
  tenant_id       uuid,
  sequence        bigint,
  data            text NOT NULL,
  occurred_at     timestamptz NOT NULL,
  attempts        integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL DEFAULT now(),
  last_error      text,
  CHECK (kind = 'command' OR (tenant_id IS NOT NULL AND sequence IS NOT NULL))
);

COMMENT ON TABLE control.outbox IS 'Messages that the broker has not confirmed yet; a confirmed one is removed';

CREATE UNIQUE INDEX outbox_sequence_key ON control.outbox (tenant_id, sequence);
CREATE INDEX outbox_failing_idx ON control.outbox (next_attempt_at) WHERE attempts > 0;

-- A queue in a table: dead rows pile up at the place where everybody looks.
ALTER TABLE control.outbox SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

CREATE TABLE control.tenant_event (
  tenant_id   uuid NOT NULL REFERENCES control.tenant,
  sequence    bigint NOT NULL,
  message_id  uuid NOT NULL,
  type        text NOT NULL,
  data        text NOT NULL,
  occurred_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, sequence)
);

CREATE INDEX tenant_event_occurred_at_idx ON control.tenant_event (occurred_at);

CREATE TABLE control.inbox (
  consumer    text NOT NULL,
  message_id  uuid NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consumer, message_id)
);

CREATE INDEX inbox_received_at_idx ON control.inbox (received_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON control.outbox, control.inbox TO ${controlLogin};
GRANT SELECT, INSERT, DELETE ON control.tenant_event TO ${controlLogin};
