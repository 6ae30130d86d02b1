-- Reference data that every tenant reads and none writes.
create table currency (
    code     text     primary key check (code ~ '^[A-Z]{3}$'),
    name     text     not null,
    symbol   text     not null,
    decimals smallint not null default 2 check (decimals between 0 and 4)
);

insert into currency (code, name, symbol, decimals) values
    ('ARS', 'Argentine peso', '$', 2),
    ('BRL', 'Brazilian real', 'R$', 2),
    ('CLP', 'Chilean peso', '$', 0),
    ('COP', 'Colombian peso', '$', 2),
    ('EUR', 'Euro', '€', 2),
    ('GBP', 'Pound sterling', '£', 2),
    ('JPY', 'Japanese yen', '¥', 0),
    ('MXN', 'Mexican peso', '$', 2),
    ('PEN', 'Peruvian sol', 'S/', 2),
    ('USD', 'US dollar', '$', 2);
