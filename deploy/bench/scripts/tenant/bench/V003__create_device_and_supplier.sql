CREATE TABLE device (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customer,
  model_id bigint NOT NULL REFERENCES model,
  serial_number text,
  bought_on date
);
CREATE INDEX device_customer_id_idx ON device (customer_id);
CREATE INDEX device_serial_number_idx ON device (serial_number);

CREATE TABLE supplier (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  email text,
  lead_days integer NOT NULL DEFAULT 7
);
CREATE INDEX supplier_name_idx ON supplier (name);
CREATE INDEX supplier_lead_days_idx ON supplier (lead_days);
