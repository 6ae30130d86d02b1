CREATE TABLE customer (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  email text,
  phone text,
  city text,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX customer_name_idx ON customer (name);
CREATE INDEX customer_email_idx ON customer (email);
CREATE INDEX customer_created_at_idx ON customer (created_at);

CREATE TABLE address (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customer,
  street text NOT NULL,
  city text NOT NULL,
  postal_code text
);
CREATE INDEX address_customer_id_idx ON address (customer_id);
CREATE INDEX address_postal_code_idx ON address (postal_code);
