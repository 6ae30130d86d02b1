package io.tenantry.provisioning.plans;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * How much a tenant may have; what is absent is not limited.
 *
 * @param users who can log in
 * @param products in the catalogue
 * @param requestsPerMinute to the tenant's API
 * @param storageMegabytes of database and files
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanLimits(
    @Schema(example = "5") @Nullable @Min(0) @Max(MOST) Integer users,
    @Schema(example = "1000") @Nullable @Min(0) @Max(MOST) Integer products,
    @Schema(example = "600") @Nullable @Min(0) @Max(MOST) Integer requestsPerMinute,
    @Schema(example = "2048") @Nullable @Min(0) @Max(MOST) Integer storageMegabytes) {

  /** None at all. */
  public static final PlanLimits NONE = new PlanLimits(null, null, null, null);

  private static final int MOST = 1_000_000_000;
}
