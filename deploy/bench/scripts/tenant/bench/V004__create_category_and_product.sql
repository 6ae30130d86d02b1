CREATE TABLE category (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  parent_id bigint REFERENCES category,
  position integer NOT NULL DEFAULT 0
);
CREATE INDEX category_name_idx ON category (name);
CREATE INDEX category_parent_id_idx ON category (parent_id);

CREATE TABLE product (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sku text NOT NULL,
  name text NOT NULL,
  category_id bigint REFERENCES category,
  supplier_id bigint REFERENCES supplier,
  price numeric(12,2) NOT NULL,
  stock integer NOT NULL DEFAULT 0
);
CREATE INDEX product_sku_idx ON product (sku);
CREATE INDEX product_category_id_idx ON product (category_id);
CREATE INDEX product_supplier_id_idx ON product (supplier_id);
