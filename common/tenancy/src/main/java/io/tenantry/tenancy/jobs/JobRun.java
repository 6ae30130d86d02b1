package io.tenantry.tenancy.jobs;

import java.util.Map;
import java.util.UUID;

/**
 * What a job is told about its run.
 *
 * @param id the same for all tenants of the run, and each time that it is tried
 * @param attempt how often it was sent for this tenant, from 1
 * @param parameters as they were given with the order
 */
public record JobRun(UUID id, int attempt, Map<String, String> parameters) {}
