package io.tenantry.techstore.customers;

import org.jspecify.annotations.Nullable;

/** What the shop writes down about a customer. */
public record CustomerDetails(
    String name, @Nullable String phone, @Nullable String email, @Nullable String notes) {}
