-- Who may become a user. Of the token in the link only a hash is kept.
create table invitation (
    id          bigint      generated always as identity primary key,
    -- A clone has the rows of its source; they open nothing there.
    tenant_id   uuid        not null,
    email       text        not null check (length(email) between 3 and 254),
    name        text        check (length(name) between 1 and 100),
    role        text        not null check (role in ('owner', 'technician', 'sales')),
    token_hash  bytea       not null constraint invitation_token_hash_key unique,
    -- The message that made it, so that a second delivery makes no second one.
    message_id  uuid        constraint invitation_message_id_key unique,
    expires_at  timestamptz not null,
    accepted_at timestamptz,
    created_at  timestamptz not null default now()
);

create unique index invitation_open_email_key on invitation (lower(email)) where accepted_at is null;
