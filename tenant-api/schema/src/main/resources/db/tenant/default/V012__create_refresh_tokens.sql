-- The tokens that log-ins are continued with: each is used once and replaced by another of its family.
create table refresh_token (
    id         bigint      generated always as identity primary key,
    family     uuid        not null,
    user_id    bigint      not null constraint refresh_token_user_id_fkey
                           references app_user on delete cascade,
    token_hash bytea       not null constraint refresh_token_hash_key unique,
    expires_at timestamptz not null,
    used_at    timestamptz,
    created_at timestamptz not null default now()
);

create index refresh_token_family_idx on refresh_token (family);
create index refresh_token_user_id_idx on refresh_token (user_id, created_at);
