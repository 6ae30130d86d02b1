package io.tenantry.provisioning.signup;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says of a new tenant; texts are taken without the white space around them.
 *
 * @param schemaName derived from the name where it is absent
 * @param domain one directly below the platform's domain, or the customer's own
 */
public record SignUpRequest(
    @Schema(example = "Tienda Uno")
        @NotNull(message = "is missing")
        @Size(max = 200, message = "must have at most 200 characters")
        @Pattern(regexp = TEXT, message = NO_TEXT)
        String name,
    @Schema(example = "tienda1")
        @Nullable
        @Pattern(regexp = "[a-z][a-z0-9_]{0,54}", message = NO_SCHEMA_NAME)
        String schemaName,
    @Nullable @Size(min = 1, max = 254, message = "must have 1 to 254 characters") String domain,
    @Nullable @Size(max = 100) String type,
    @Nullable @Pattern(regexp = "[a-z][a-z0-9-]{0,39}", message = NO_PLAN) String plan,
    @Nullable @Min(1) @Max(365) Integer trialDays,
    @Nullable @Valid Contact contact) {

  // A visible character, no control characters, nothing that turns the direction of what follows.
  private static final String TEXT =
      "(?=.*[^\\p{Z}\\p{C}])"
          + "[^\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]*";
  private static final String NO_TEXT = "must have a visible character and no control characters";
  private static final String NO_PLAN =
      "must be 1 to 40 lower-case letters, digits and hyphens, beginning with a letter";
  private static final String NO_SCHEMA_NAME =
      "must be 1 to 55 lower-case letters, digits and underscores, beginning with a letter";

  public SignUpRequest {
    name = stripped(name);
    domain = stripped(domain);
  }

  /** Whom the platform's operator may turn to. */
  public record Contact(
      @Nullable
          @Size(max = 200, message = "must have at most 200 characters")
          @Pattern(regexp = TEXT, message = NO_TEXT)
          String name,
      @Nullable
          @Size(max = 254)
          @Pattern(regexp = "[^\\s\\p{C}@]+@[^\\s\\p{C}@]+", message = "must be an e-mail address")
          String email) {

    public Contact {
      name = stripped(name);
      email = stripped(email);
    }
  }

  // Callers may leave out even what is required; validation tells them after this.
  @SuppressWarnings("NullAway")
  private static String stripped(@Nullable String text) {
    return text == null ? null : text.strip();
  }
}
