ALTER TABLE product ADD COLUMN rating integer;
CREATE INDEX product_rating_idx ON product (rating);
