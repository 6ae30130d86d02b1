CREATE INDEX CONCURRENTLY part_name_idx ON part (name);
