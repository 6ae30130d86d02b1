package io.tenantry.provisioning.jobs;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A job as an application has announced it.
 *
 * @param cron when it is due by itself, in the zone
 * @param everyMs how far apart it is due by itself, in milliseconds
 * @param seenAt when it was last announced
 */
public record KnownJob(
    String name,
    @Nullable String cron,
    @Nullable String zone,
    @Nullable Long everyMs,
    OffsetDateTime seenAt,
    @Nullable OffsetDateTime nextRunAt) {}
