package io.tenantry.techstore.customers.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.techstore.customers.CustomerDetails;
import io.tenantry.techstore.input.FreeText;
import io.tenantry.techstore.input.SingleLine;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A customer as the caller wants it: the whole of it. */
record CustomerRequest(
    @NotBlank @Size(max = 200) @SingleLine String name,
    @Schema(nullable = true)
        @Nullable
        @Pattern(
            regexp = "[+]?[0-9][0-9 ().\\/-]{2,38}",
            message = "must be a telephone number such as +34 600 123 456")
        String phone,
    @Schema(nullable = true) @Nullable @Size(min = 3, max = 254) @Email @SingleLine String email,
    @Schema(nullable = true) @Nullable @Size(max = 10_000) @FreeText String notes) {

  CustomerDetails details() {
    return new CustomerDetails(name.trim(), phone, email, notes);
  }
}
