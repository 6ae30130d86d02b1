-- For the trials that are over, and for histories that are read page by page.

CREATE INDEX tenant_trial_end_idx ON control.tenant (trial_ends_at) WHERE status = 'TRIAL';

CREATE INDEX audit_tenant_at_idx ON control.audit (tenant_id, at, id);
CREATE INDEX audit_actor_idx ON control.audit (actor, id);
CREATE INDEX audit_action_idx ON control.audit (action, id);
CREATE INDEX tenant_event_tenant_idx ON control.tenant_event (tenant_id, occurred_at, sequence);
CREATE INDEX attempt_tenant_idx ON control.attempt (tenant_id, started_at, number);
