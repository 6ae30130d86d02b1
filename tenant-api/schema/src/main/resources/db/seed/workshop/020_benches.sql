insert into bench (name) values ('Bench 1');
