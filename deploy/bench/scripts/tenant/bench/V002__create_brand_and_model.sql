CREATE TABLE brand (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  country text,
  active boolean NOT NULL DEFAULT true
);
CREATE INDEX brand_name_idx ON brand (name);
CREATE INDEX brand_country_idx ON brand (country);

CREATE TABLE model (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  brand_id bigint NOT NULL REFERENCES brand,
  name text NOT NULL,
  released_on date
);
CREATE INDEX model_brand_id_idx ON model (brand_id);
CREATE INDEX model_name_idx ON model (name);
