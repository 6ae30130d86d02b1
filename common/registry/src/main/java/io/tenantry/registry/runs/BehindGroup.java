package io.tenantry.registry.runs;

import org.jspecify.annotations.Nullable;

/**
 * Tenants of one type that are at the same version, and behind.
 *
 * @param from the version that they are at; null if nobody knows it
 * @param inOpenRun how many of them are in a run that has not ended
 */
public record BehindGroup(String type, @Nullable String from, long tenants, long inOpenRun) {}
