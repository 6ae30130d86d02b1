package io.tenantry.techstore.reference;

/** Who makes devices. */
public record DeviceBrand(long id, String name) {}
