package io.tenantry.provisioning.signup;

import static io.tenantry.provisioning.input.TextRules.stripped;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.input.TextRules;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says of a new tenant; texts are taken without the white space around them.
 *
 * @param schemaName derived from the name where it is absent
 * @param domain one directly below the platform's domain, or the customer's own
 * @param preferences where they are absent or null, the defaults; absent ones leave no trace in
 *     what tells repeats of a request apart, which is as it was before there were any
 */
public record SignUpRequest(
    @Schema(example = "Tienda Uno")
        @NotNull(message = "is missing")
        @Size(max = TextRules.NAME_LENGTH, message = TextRules.LONG_NAME)
        @Pattern(regexp = TextRules.TEXT, message = TextRules.NO_TEXT)
        String name,
    @Schema(example = "tienda1")
        @Nullable
        @Pattern(regexp = "[a-z][a-z0-9_]{0,54}", message = NO_SCHEMA_NAME)
        String schemaName,
    @Nullable @Size(min = 1, max = 254, message = "must have 1 to 254 characters") String domain,
    @Nullable @Size(max = 100) String type,
    @Nullable @Pattern(regexp = TextRules.PLAN, message = TextRules.NO_PLAN) String plan,
    @Nullable @Min(1) @Max(365) Integer trialDays,
    @Nullable @Valid Contact contact,
    @Schema(
            example = "{\"locale\": \"es\", \"timezone\": \"America/Lima\"}",
            description = "By the names of GET /api/v1/preference-keys")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Map<String, @Nullable Object> preferences) {

  private static final String NO_SCHEMA_NAME =
      "must be 1 to 55 lower-case letters, digits and underscores, beginning with a letter";

  public SignUpRequest {
    name = stripped(name);
    domain = stripped(domain);
    // Their order says nothing: a repeat may have another.
    preferences = preferences == null ? null : new TreeMap<>(preferences);
  }

  /** Whom the platform's operator may turn to. */
  public record Contact(
      @Nullable
          @Size(max = TextRules.NAME_LENGTH, message = TextRules.LONG_NAME)
          @Pattern(regexp = TextRules.TEXT, message = TextRules.NO_TEXT)
          String name,
      @Nullable
          @Size(max = TextRules.EMAIL_LENGTH, message = TextRules.LONG_EMAIL)
          @Pattern(regexp = TextRules.EMAIL, message = TextRules.NO_EMAIL)
          String email) {

    public Contact {
      name = stripped(name);
      email = stripped(email);
    }
  }
}
