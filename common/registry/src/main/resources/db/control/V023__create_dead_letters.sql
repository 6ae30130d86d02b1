-- Messages that nobody could read or finish, taken from the broker so that they outlast it.

CREATE TABLE control.dead_letter (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  fingerprint      bytea UNIQUE,
  reason           text NOT NULL CHECK (length(reason) <= 1000),
  queue            text,
  exchange         text,
  routing_key      text,
  message_id       text,
  type             text,
  content_type     text,
  content_encoding text,
  correlation_id   text,
  sent_at          timestamptz,
  headers          jsonb NOT NULL,
  body             bytea NOT NULL,
  body_bytes       bigint NOT NULL CHECK (body_bytes >= length(body)),
  times            integer NOT NULL DEFAULT 1,
  first_seen_at    timestamptz NOT NULL DEFAULT now(),
  last_seen_at     timestamptz NOT NULL DEFAULT now(),
  republished_at   timestamptz,
  republished_by   text,
  CHECK ((republished_at IS NULL) = (republished_by IS NULL))
);

COMMENT ON COLUMN control.dead_letter.fingerprint IS
  'Of queue, message id and body, so that a copy is no second letter; null for what has no id';
COMMENT ON COLUMN control.dead_letter.queue IS
  'Where it was taken from and goes back to; null where nobody said so';
COMMENT ON COLUMN control.dead_letter.body_bytes IS
  'Length of the whole body; what is stored of it may be less';

CREATE INDEX dead_letter_open_idx ON control.dead_letter (id) WHERE republished_at IS NULL;
CREATE INDEX dead_letter_republished_idx ON control.dead_letter (republished_at)
  WHERE republished_at IS NOT NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON control.dead_letter TO ${controlLogin};
