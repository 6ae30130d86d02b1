create table customer (
    id         bigint      generated always as identity primary key,
    name       text        not null check (length(name) between 1 and 200),
    phone      text        check (length(phone) between 1 and 40),
    email      text        check (length(email) between 3 and 254),
    notes      text,
    version    integer     not null default 0,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create index customer_name_idx on customer (lower(name), id);
