CREATE TABLE invoice_line (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  invoice_id bigint NOT NULL REFERENCES invoice,
  text text NOT NULL,
  amount numeric(12,2) NOT NULL
);
CREATE INDEX invoice_line_invoice_id_idx ON invoice_line (invoice_id);
CREATE INDEX invoice_line_amount_idx ON invoice_line (amount);

CREATE TABLE payment (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  invoice_id bigint NOT NULL REFERENCES invoice,
  amount numeric(12,2) NOT NULL,
  method text NOT NULL,
  paid_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX payment_invoice_id_idx ON payment (invoice_id);
CREATE INDEX payment_paid_at_idx ON payment (paid_at);
