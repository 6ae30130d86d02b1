-- What a plan allows; a limit that is not named does not exist.

ALTER TABLE control.plan
  ADD COLUMN limits jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(limits) = 'object'),
  ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now();

COMMENT ON COLUMN control.plan.limits IS
  'Whole numbers by name: users, products, requestsPerMinute, storageMegabytes';
