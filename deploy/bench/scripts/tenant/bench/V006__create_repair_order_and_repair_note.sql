CREATE TABLE repair_order (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  device_id bigint NOT NULL REFERENCES device,
  employee_id bigint REFERENCES employee,
  state text NOT NULL DEFAULT 'RECEIVED',
  code text NOT NULL,
  opened_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX repair_order_state_idx ON repair_order (state);
CREATE INDEX repair_order_code_idx ON repair_order (code);

CREATE TABLE repair_note (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  repair_order_id bigint NOT NULL REFERENCES repair_order,
  text text NOT NULL,
  written_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX repair_note_repair_order_id_idx ON repair_note (repair_order_id);
CREATE INDEX repair_note_written_at_idx ON repair_note (written_at);
