package io.tenantry.worker.database;

/** In-process signal: {@code control} and {@code public} are current, work may begin. */
public record DatabaseReady() {}
