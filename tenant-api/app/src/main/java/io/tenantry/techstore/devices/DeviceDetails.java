package io.tenantry.techstore.devices;

import org.jspecify.annotations.Nullable;

/**
 * What the shop writes down about a device.
 *
 * @param brandId that of the model where a model is given
 */
public record DeviceDetails(
    long customerId,
    @Nullable Long brandId,
    @Nullable Long modelId,
    @Nullable String description,
    @Nullable String serialNumber) {

  DeviceDetails ofBrand(long brand) {
    return new DeviceDetails(customerId, brand, modelId, description, serialNumber);
  }
}
