create table repair_order (
    id           bigint      generated always as identity primary key,
    -- Whoever knows it sees how the repair goes, so it can't be guessed.
    code         text        not null constraint repair_order_code_key unique
                             check (code ~ '^[0-9a-hjkmnp-tv-z]{20}$'),
    customer_id  bigint      not null constraint repair_order_customer_id_fkey references customer,
    device_id    bigint      not null constraint repair_order_device_id_fkey references device,
    problem      text        not null check (length(problem) between 1 and 10000),
    state        text        not null default 'RECEIVED'
                             check (state in ('RECEIVED', 'DIAGNOSED', 'WAITING_FOR_PARTS',
                                              'IN_REPAIR', 'READY', 'DELIVERED', 'CANCELLED')),
    currency     text        not null check (currency ~ '^[A-Z]{3}$'),
    promised_for date,
    version      integer     not null default 0,
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    closed_at    timestamptz,
    check ((closed_at is not null) = (state in ('DELIVERED', 'CANCELLED')))
);

create index repair_order_created_at_idx on repair_order (created_at, id);
create index repair_order_customer_id_idx on repair_order (customer_id);
create index repair_order_device_id_idx on repair_order (device_id);

-- How an order came to its state; rows are never changed.
create table repair_state_change (
    id         bigint      generated always as identity primary key,
    order_id   bigint      not null constraint repair_state_change_order_id_fkey
                           references repair_order,
    from_state text,
    to_state   text        not null,
    note       text,
    changed_by text,
    changed_at timestamptz not null default now()
);

create index repair_state_change_order_id_idx on repair_state_change (order_id, id);

create table repair_note (
    id         bigint      generated always as identity primary key,
    order_id   bigint      not null constraint repair_note_order_id_fkey references repair_order,
    text       text        not null check (length(text) between 1 and 10000),
    written_by text,
    created_at timestamptz not null default now()
);

create index repair_note_order_id_idx on repair_note (order_id, id);

-- What was taken from stock, named and priced as it was then: the product may change or go.
create table repair_part (
    id          bigint         generated always as identity primary key,
    order_id    bigint         not null constraint repair_part_order_id_fkey
                               references repair_order,
    product_id  bigint         constraint repair_part_product_id_fkey
                               references product on delete set null,
    sku         text           not null,
    name        text           not null,
    quantity    integer        not null check (quantity > 0),
    unit_price  numeric(12, 2) not null check (unit_price >= 0),
    created_at  timestamptz    not null default now(),
    returned_at timestamptz
);

create index repair_part_order_id_idx on repair_part (order_id, id);
create index repair_part_product_id_idx on repair_part (product_id);

create table repair_labour (
    id          bigint         generated always as identity primary key,
    order_id    bigint         not null constraint repair_labour_order_id_fkey
                               references repair_order,
    description text           not null check (length(description) between 1 and 200),
    minutes     integer        not null check (minutes > 0),
    hourly_rate numeric(12, 2) not null check (hourly_rate >= 0),
    amount      numeric(14, 2) not null check (amount >= 0),
    created_at  timestamptz    not null default now()
);

create index repair_labour_order_id_idx on repair_labour (order_id, id);
