CREATE TABLE part (
  id   integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
);
INSERT INTO part (name) VALUES ('${greeting}');
