package io.tenantry.techstore.reference;

/**
 * A device as its maker sells it.
 *
 * @param kind phone, tablet, laptop, console or watch
 */
public record DeviceModel(long id, long brandId, String brand, String name, String kind) {}
