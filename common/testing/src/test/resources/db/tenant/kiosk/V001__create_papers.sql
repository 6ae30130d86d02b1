CREATE TABLE paper (name text PRIMARY KEY);
