create table category (
    id          bigint      generated always as identity primary key,
    name        text        not null check (length(name) between 1 and 100),
    description text,
    created_at  timestamptz not null default now()
);

-- Two shelves of the same name are a typing mistake, whatever the case.
create unique index category_name_key on category (lower(name));
