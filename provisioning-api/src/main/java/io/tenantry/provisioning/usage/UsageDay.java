package io.tenantry.provisioning.usage;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant used on a day.
 *
 * @param day in UTC
 * @param requests that were let in on that day
 * @param users as last counted on that day; null if they were not, as with the others
 * @param storageBytes of tables and files
 */
public record UsageDay(
    LocalDate day,
    UUID tenantId,
    String schemaName,
    long requests,
    @Nullable Long users,
    @Nullable Long products,
    @Nullable Long storageBytes) {}
