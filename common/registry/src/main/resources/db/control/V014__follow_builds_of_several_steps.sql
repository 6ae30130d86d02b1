-- Not only clones exist before they are ACTIVE: so do tenants whose scripts only Flyway can run.

ALTER TABLE control.clone_progress RENAME TO build_progress;
COMMENT ON TABLE control.build_progress IS
  'Tenants whose schema exists, and is their own, while they are not ACTIVE yet';
