CREATE TABLE repair_part (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  repair_order_id bigint NOT NULL REFERENCES repair_order,
  product_id bigint NOT NULL REFERENCES product,
  quantity integer NOT NULL
);
CREATE INDEX repair_part_repair_order_id_idx ON repair_part (repair_order_id);
CREATE INDEX repair_part_product_id_idx ON repair_part (product_id);

CREATE TABLE invoice (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customer,
  number text NOT NULL,
  total numeric(12,2) NOT NULL,
  issued_on date NOT NULL
);
CREATE INDEX invoice_number_idx ON invoice (number);
CREATE INDEX invoice_issued_on_idx ON invoice (issued_on);
