package io.tenantry.techstore.customers.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.tenantry.techstore.customers.CustomerSort;
import io.tenantry.techstore.input.SingleLine;
import io.tenantry.techstore.paging.Sort;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Which customers are to be listed, and in which order. */
record CustomerQuery(
    @Parameter(description = "Part of the name, the phone number or the mail address")
        @Nullable
        @Size(max = 100)
        @SingleLine
        String q,
    @Parameter(description = "name, createdAt or updatedAt; a minus sign before it turns it around")
        @Nullable String sort,
    @Parameter(description = "Whether to count the customers on all pages")
        @Nullable Boolean total) {

  @Nullable String text() {
    return q == null || q.isBlank() ? null : q;
  }

  Sort order() {
    return Sort.parse(sort, CustomerSort.values());
  }

  boolean counted() {
    return Boolean.TRUE.equals(total);
  }
}
