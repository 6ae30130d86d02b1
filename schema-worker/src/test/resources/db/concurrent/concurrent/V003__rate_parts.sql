ALTER TABLE part ADD COLUMN rating integer;
