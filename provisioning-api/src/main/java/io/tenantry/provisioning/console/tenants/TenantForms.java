package io.tenantry.provisioning.console.tenants;

import static io.tenantry.provisioning.input.TextRules.stripped;

import io.tenantry.provisioning.input.TextRules;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What operators fill in about a tenant. Browsers send an empty field as an empty text. */
final class TenantForms {

  private static final String MISSING = "is missing";
  private static final String TEXT_OR_NONE = "|" + TextRules.TEXT;
  private static final String SCHEMA_NAME = "[a-z][a-z0-9_]{0,54}";
  private static final String NO_SCHEMA_NAME =
      "must be 1 to 55 lower-case letters, digits and underscores, beginning with a letter";

  private TenantForms() {}

  /** Why, if there is something to say. */
  record Reason(
      @Nullable
          @Size(max = TextRules.REASON_LENGTH, message = TextRules.LONG_REASON)
          @Pattern(regexp = TEXT_OR_NONE, message = TextRules.NO_TEXT)
          String reason) {

    Reason {
      reason = stripped(reason);
    }

    String text() {
      return Objects.requireNonNullElse(reason, "");
    }
  }

  /** Why, which the tenant's users may be told. */
  record Suspension(
      @NotBlank(message = MISSING)
          @Size(max = TextRules.REASON_LENGTH, message = TextRules.LONG_REASON)
          @Pattern(regexp = TEXT_OR_NONE, message = TextRules.NO_TEXT)
          String reason) {

    Suspension {
      reason = stripped(reason);
    }
  }

  /** Why, which nobody is told but who reads the audit log. */
  record Necessity(
      @NotBlank(message = MISSING)
          @Size(max = TextRules.REASON_LENGTH, message = TextRules.LONG_REASON)
          @Pattern(regexp = TEXT_OR_NONE, message = TextRules.NO_TEXT)
          String reason) {

    Necessity {
      reason = stripped(reason);
    }
  }

  /**
   * A deletion.
   *
   * @param confirm the tenant's schema name, typed
   * @param now without a grace period
   */
  record Deletion(
      @NotNull(message = MISSING) String confirm,
      @Nullable Boolean now,
      @Nullable @Min(1) @Max(3650) Integer graceDays,
      @Nullable
          @Size(max = TextRules.REASON_LENGTH, message = TextRules.LONG_REASON)
          @Pattern(regexp = TEXT_OR_NONE, message = TextRules.NO_TEXT)
          String reason) {

    Deletion {
      reason = stripped(reason);
    }

    boolean atOnce() {
      return Boolean.TRUE.equals(now);
    }

    String text() {
      return Objects.requireNonNullElse(reason, "");
    }
  }

  record Rename(
      @NotNull(message = MISSING) @Pattern(regexp = SCHEMA_NAME, message = NO_SCHEMA_NAME)
          String schemaName,
      @Nullable @Min(0) @Max(365) Integer redirectDays) {

    int days() {
      return redirectDays == null ? 0 : redirectDays;
    }
  }

  record Copy(
      @NotBlank(message = MISSING)
          @Size(max = TextRules.NAME_LENGTH, message = TextRules.LONG_NAME)
          @Pattern(regexp = TEXT_OR_NONE, message = TextRules.NO_TEXT)
          String name,
      @Nullable @Pattern(regexp = "|" + SCHEMA_NAME, message = NO_SCHEMA_NAME) String schemaName,
      @Nullable Boolean data) {

    Copy {
      name = stripped(name);
    }

    boolean withData() {
      return Boolean.TRUE.equals(data);
    }

    @Nullable String wantedName() {
      return schemaName == null || schemaName.isEmpty() ? null : schemaName;
    }
  }

  record Conversion(
      @NotNull(message = MISSING) @Pattern(regexp = TextRules.PLAN, message = TextRules.NO_PLAN)
          String plan) {}

  record Extension(@NotNull(message = MISSING) @Min(1) @Max(365) Integer days) {}

  /**
   * What is kept of the customer.
   *
   * @param version of the tenant as the page showed it
   */
  record Details(
      @NotBlank(message = MISSING)
          @Size(max = TextRules.NAME_LENGTH, message = TextRules.LONG_NAME)
          @Pattern(regexp = TEXT_OR_NONE, message = TextRules.NO_TEXT)
          String name,
      @NotNull(message = MISSING) @Pattern(regexp = TextRules.PLAN, message = TextRules.NO_PLAN)
          String plan,
      @Nullable
          @Size(max = TextRules.NAME_LENGTH, message = TextRules.LONG_NAME)
          @Pattern(regexp = TEXT_OR_NONE, message = TextRules.NO_TEXT)
          String contactName,
      @Nullable
          @Size(max = TextRules.EMAIL_LENGTH, message = TextRules.LONG_EMAIL)
          @Pattern(regexp = "|" + TextRules.EMAIL, message = TextRules.NO_EMAIL)
          String contactEmail,
      long version) {

    Details {
      name = stripped(name);
      contactName = given(contactName);
      contactEmail = given(contactEmail);
    }

    private static @Nullable String given(@Nullable String text) {
      return text == null || text.isBlank() ? null : text.strip();
    }
  }
}
