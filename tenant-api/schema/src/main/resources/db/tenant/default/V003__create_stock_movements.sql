-- Every change of a stock quantity, with its sign and its reason; rows are never changed.
create table stock_movement (
    id         bigint      generated always as identity primary key,
    product_id bigint      not null constraint stock_movement_product_id_fkey
                           references product on delete cascade,
    quantity   integer     not null check (quantity <> 0),
    kind       text        not null check (kind in ('in', 'out', 'adjustment', 'sale', 'return')),
    reason     text,
    created_at timestamptz not null default now(),
    check (kind not in ('in', 'return') or quantity > 0),
    check (kind not in ('out', 'sale') or quantity < 0)
);

create index stock_movement_product_id_idx on stock_movement (product_id, created_at);
