-- What access tokens are signed with. A key signs until it retires, and is believed until it expires.
create table signing_key (
    id         uuid        primary key,
    -- A clone has the rows of its source; they sign nothing there.
    tenant_id  uuid        not null,
    secret     bytea       not null check (octet_length(secret) = 32),
    retires_at timestamptz not null,
    expires_at timestamptz not null check (expires_at > retires_at),
    created_at timestamptz not null default now()
);
