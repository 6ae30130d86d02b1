-- Where devices are repaired. Numbers go on from the shops' scripts, which a workshop has too.
create table bench (
    id         bigint      generated always as identity primary key,
    name       text        not null check (length(name) between 1 and 100),
    kind       text        check (kind in ('phone', 'tablet', 'laptop', 'console', 'watch')),
    created_at timestamptz not null default now()
);

create unique index bench_name_key on bench (lower(name));
