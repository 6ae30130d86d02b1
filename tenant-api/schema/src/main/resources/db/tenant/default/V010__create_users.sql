-- People who log in.
create table app_user (
    id            bigint      generated always as identity primary key,
    email         text        not null check (length(email) between 3 and 254),
    name          text        not null check (length(name) between 1 and 100),
    role          text        not null check (role in ('owner', 'technician', 'sales')),
    password_hash text        not null,
    failed_logins integer     not null default 0,
    locked_until  timestamptz,
    last_login_at timestamptz,
    created_at    timestamptz not null default now()
);

create unique index app_user_email_key on app_user (lower(email));
