package io.tenantry.provisioning.domains.web;

import static io.tenantry.provisioning.input.TextRules.stripped;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** A domain that a customer brings along. */
record NewDomainRequest(
    @Schema(example = "shop.example.com")
        @NotNull(message = "is missing")
        @Size(min = 1, max = 254, message = "must have 1 to 254 characters")
        String domain) {

  NewDomainRequest {
    domain = stripped(domain);
  }
}
