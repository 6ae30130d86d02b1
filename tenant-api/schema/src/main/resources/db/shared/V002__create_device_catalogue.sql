-- Brands and models that a repair shop picks from when it takes a device in.
create table device_brand (
    id   bigint generated always as identity primary key,
    name text   not null unique
);

create table device_model (
    id       bigint generated always as identity primary key,
    brand_id bigint not null references device_brand,
    name     text   not null,
    kind     text   not null check (kind in ('phone', 'tablet', 'laptop', 'console', 'watch')),
    unique (brand_id, name)
);

insert into device_brand (name) values
    ('Apple'), ('Google'), ('Lenovo'), ('Motorola'), ('Nintendo'), ('Samsung'), ('Xiaomi');

insert into device_model (brand_id, name, kind)
select brand.id, model.name, model.kind
from (values
    ('Apple', 'iPhone 15', 'phone'),
    ('Apple', 'iPad Air', 'tablet'),
    ('Apple', 'MacBook Air', 'laptop'),
    ('Google', 'Pixel 8', 'phone'),
    ('Lenovo', 'ThinkPad T14', 'laptop'),
    ('Motorola', 'Moto G84', 'phone'),
    ('Nintendo', 'Switch', 'console'),
    ('Samsung', 'Galaxy S24', 'phone'),
    ('Samsung', 'Galaxy Watch 6', 'watch'),
    ('Xiaomi', 'Redmi Note 13', 'phone')
) as model (brand, name, kind)
join device_brand brand on brand.name = model.brand;
