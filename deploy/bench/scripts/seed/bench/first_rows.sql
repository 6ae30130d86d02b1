INSERT INTO category (name, position) VALUES ('Screens', 1), ('Batteries', 2), ('Chargers', 3), ('Other', 4);
INSERT INTO brand (name, country) VALUES ('Apple', 'US'), ('Samsung', 'KR'), ('Xiaomi', 'CN'), ('Google', 'US');
INSERT INTO supplier (name) VALUES ('Parts and more');
INSERT INTO employee (name, email, role) VALUES ('Owner', 'owner@example.com', 'owner');
