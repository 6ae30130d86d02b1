CREATE TABLE stock_movement (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  product_id bigint NOT NULL REFERENCES product,
  quantity integer NOT NULL,
  reason text NOT NULL,
  moved_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX stock_movement_product_id_idx ON stock_movement (product_id);
CREATE INDEX stock_movement_moved_at_idx ON stock_movement (moved_at);

CREATE TABLE employee (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  email text NOT NULL,
  role text NOT NULL
);
CREATE INDEX employee_email_idx ON employee (email);
CREATE INDEX employee_role_idx ON employee (role);
