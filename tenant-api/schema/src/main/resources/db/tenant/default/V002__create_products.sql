create table product (
    id             bigint         generated always as identity primary key,
    sku            text           not null constraint product_sku_key unique
                                  check (length(sku) between 1 and 64),
    name           text           not null check (length(name) between 1 and 200),
    description    text,
    category_id    bigint         constraint product_category_id_fkey references category,
    price          numeric(12, 2) not null check (price >= 0),
    -- No foreign key to public.currency: making one locks that table against every other sign-up
    -- until this one commits.
    currency       text           not null default 'USD' check (currency ~ '^[A-Z]{3}$'),
    stock_quantity integer        not null default 0 check (stock_quantity >= 0),
    minimum_stock  integer        not null default 0 check (minimum_stock >= 0),
    active         boolean        not null default true,
    version        integer        not null default 0,
    created_at     timestamptz    not null default now(),
    updated_at     timestamptz    not null default now()
);

create index product_name_idx on product (lower(name), id);
create index product_price_idx on product (price, id);
create index product_created_at_idx on product (created_at, id);
create index product_category_id_idx on product (category_id);
create index product_short_of_stock_idx on product (id)
    where active and stock_quantity <= minimum_stock;
