CREATE TABLE note (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  product bigint NOT NULL REFERENCES product,
  text    text NOT NULL
);
