CREATE TABLE lesson (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title     text NOT NULL,
  starts_at timestamptz NOT NULL,
  places    integer NOT NULL CHECK (places > 0)
);

CREATE TABLE booking (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  lesson_id bigint NOT NULL REFERENCES lesson,
  name      text NOT NULL,
  UNIQUE (lesson_id, name)
);
