INSERT INTO part (name) VALUES ('${greeting} from the seed');
