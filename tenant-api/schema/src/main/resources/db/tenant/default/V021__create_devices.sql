-- What customers bring. Brand and model are of the catalogue in public, without foreign keys:
-- making one locks the shared table against every other sign-up until this one commits.
create table device (
    id            bigint      generated always as identity primary key,
    customer_id   bigint      not null constraint device_customer_id_fkey references customer,
    brand_id      bigint,
    model_id      bigint,
    description   text        check (length(description) between 1 and 200),
    serial_number text        check (length(serial_number) between 1 and 100),
    version       integer     not null default 0,
    created_at    timestamptz not null default now(),
    updated_at    timestamptz not null default now(),
    check (brand_id is not null or description is not null),
    check (brand_id is not null or model_id is null)
);

create index device_customer_id_idx on device (customer_id);
