package io.tenantry.techstore.devices.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.tenantry.techstore.devices.DeviceFilter;
import io.tenantry.techstore.devices.DeviceSort;
import io.tenantry.techstore.input.SingleLine;
import io.tenantry.techstore.paging.Sort;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Which devices are to be listed, and in which order. */
record DeviceQuery(
    @Parameter(description = "Part of the serial number, the description, the brand or the model")
        @Nullable
        @Size(max = 100)
        @SingleLine
        String q,
    @Parameter(description = "Id of a customer") @Nullable Long customer,
    @Parameter(description = "Id of a brand") @Nullable Long brand,
    @Parameter(description = "Id of a model") @Nullable Long model,
    @Parameter(
            description =
                "createdAt, updatedAt, serialNumber or brand; a minus sign before it turns it"
                    + " around")
        @Nullable String sort,
    @Parameter(description = "Whether to count the devices on all pages") @Nullable Boolean total) {

  DeviceFilter filter() {
    return new DeviceFilter(q == null || q.isBlank() ? null : q, customer, brand, model);
  }

  Sort order() {
    return Sort.parse(sort, DeviceSort.values());
  }

  boolean counted() {
    return Boolean.TRUE.equals(total);
  }
}
