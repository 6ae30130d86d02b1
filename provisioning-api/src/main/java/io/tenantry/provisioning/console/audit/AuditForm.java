package io.tenantry.provisioning.console.audit;

import io.tenantry.provisioning.history.AuditLog;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which entries an operator wants to see; empty is all. */
record AuditForm(
    @Size(max = 110) @Pattern(regexp = PLAIN, message = NOT_PLAIN) String actor,
    @Size(max = 100) @Pattern(regexp = PLAIN, message = NOT_PLAIN) String action,
    @Pattern(regexp = "|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", message = "is no id")
        String tenant,
    String cursor) {

  private static final String PLAIN = "[^\\p{Cc}\\p{Cs}]*";
  private static final String NOT_PLAIN = "must be text without control characters";

  @SuppressWarnings("NullAway")
  AuditForm {
    actor = Objects.requireNonNullElse(actor, "").strip();
    action = Objects.requireNonNullElse(action, "").strip();
    tenant = Objects.requireNonNullElse(tenant, "").strip();
    cursor = Objects.requireNonNullElse(cursor, "");
  }

  AuditLog.Filter filter() {
    return new AuditLog.Filter(
        given(actor), given(action), tenant.isEmpty() ? null : UUID.fromString(tenant));
  }

  /** Whether anything is left out. */
  public boolean isFiltered() {
    return !(actor + action + tenant).isEmpty();
  }

  private static @Nullable String given(String text) {
    return text.isEmpty() ? null : text;
  }
}
