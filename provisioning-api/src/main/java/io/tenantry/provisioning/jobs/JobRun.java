package io.tenantry.provisioning.jobs;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job run with its tenants counted by what has become of them.
 *
 * @param type the only type whose tenants are meant; null if not chosen by type
 * @param parameters as a JSON object
 * @param scheduled whether the job was due by itself
 */
public record JobRun(
    UUID id,
    String job,
    JobRunState state,
    @Nullable String type,
    String parameters,
    boolean scheduled,
    String requestedBy,
    int total,
    int waiting,
    int sent,
    int succeeded,
    int failed,
    int skipped,
    OffsetDateTime createdAt,
    @Nullable OffsetDateTime endedAt) {}
