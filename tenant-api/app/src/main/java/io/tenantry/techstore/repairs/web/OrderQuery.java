package io.tenantry.techstore.repairs.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.tenantry.techstore.input.SingleLine;
import io.tenantry.techstore.paging.Sort;
import io.tenantry.techstore.repairs.OrderFilter;
import io.tenantry.techstore.repairs.OrderSort;
import io.tenantry.techstore.repairs.RepairState;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Which repair orders are to be listed, and in which order. */
record OrderQuery(
    @Parameter(
            description =
                "Part of the customer's name or telephone number, the serial number, or the code")
        @Nullable
        @Size(max = 100)
        @SingleLine
        String q,
    @Nullable RepairState state,
    @Parameter(description = "Whether it is neither delivered nor cancelled")
        @Nullable Boolean open,
    @Parameter(description = "Id of a customer") @Nullable Long customer,
    @Parameter(description = "Id of a device") @Nullable Long device,
    @Parameter(
            description =
                "createdAt, updatedAt, promisedFor, state or customer; a minus sign before it turns"
                    + " it around")
        @Nullable String sort,
    @Parameter(description = "Whether to count the orders on all pages") @Nullable Boolean total) {

  OrderFilter filter() {
    return new OrderFilter(q == null || q.isBlank() ? null : q, state, open, customer, device);
  }

  Sort order() {
    return Sort.parse(sort, OrderSort.values());
  }

  boolean counted() {
    return Boolean.TRUE.equals(total);
  }
}
