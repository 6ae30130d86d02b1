-- A message carries on the trace of the change that it tells of, however long it waits here.

ALTER TABLE control.outbox ADD COLUMN traceparent text CHECK (length(traceparent) = 55);

COMMENT ON COLUMN control.outbox.traceparent IS
  'W3C trace context of whoever recorded the message; null where nothing is traced';
