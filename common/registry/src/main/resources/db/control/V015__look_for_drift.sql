ALTER TABLE control.reconciliation ADD COLUMN drift_after uuid;
COMMENT ON COLUMN control.reconciliation.drift_after IS
  'The tenant whose schema was compared last with its type''s; the next pass goes on after it';
