INSERT INTO lesson (title, starts_at, places)
VALUES ('A first lesson', date_trunc('day', now()) + interval '7 days 18 hours', 2);
