package io.tenantry.provisioning.console.tenants;

import io.tenantry.registry.TenantStatus;
import io.tenantry.registry.Tenants;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which tenants an operator wants to see; empty is all. */
record TenantsForm(
    @Pattern(
            regexp = "|PENDING|ACTIVE|TRIAL|FAILED|SUSPENDED|DELETING|DELETED",
            message = "must be a status")
        String status,
    @Size(max = 100) @Pattern(regexp = PLAIN, message = NOT_PLAIN) String plan,
    @Size(max = 100) @Pattern(regexp = PLAIN, message = NOT_PLAIN) String type,
    @Size(max = 200) @Pattern(regexp = PLAIN, message = NOT_PLAIN) String text,
    String cursor) {

  private static final String PLAIN = "[^\\p{Cc}\\p{Cs}]*";
  private static final String NOT_PLAIN = "must be text without control characters";

  @SuppressWarnings("NullAway")
  TenantsForm {
    status = Objects.requireNonNullElse(status, "");
    plan = Objects.requireNonNullElse(plan, "");
    type = Objects.requireNonNullElse(type, "");
    text = Objects.requireNonNullElse(text, "").strip();
    cursor = Objects.requireNonNullElse(cursor, "");
  }

  Tenants.Filter filter() {
    return new Tenants.Filter(
        status.isEmpty() ? null : TenantStatus.valueOf(status),
        given(plan),
        given(type),
        given(text));
  }

  /** Whether anything is left out. */
  public boolean isFiltered() {
    return !(status + plan + type + text).isEmpty();
  }

  private static @Nullable String given(String value) {
    return value.isEmpty() ? null : value;
  }
}
