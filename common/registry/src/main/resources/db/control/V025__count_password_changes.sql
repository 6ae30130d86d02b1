-- Whoever came in before the password was changed or taken away is shut out, also by another instance.

ALTER TABLE control.operator ADD COLUMN password_changes integer NOT NULL DEFAULT 0;

COMMENT ON COLUMN control.operator.password_changes IS
  'How often it was set or taken away; a session from before the last time is good for nothing';
