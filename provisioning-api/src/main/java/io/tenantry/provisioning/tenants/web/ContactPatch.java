package io.tenantry.provisioning.tenants.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.input.TextRules;
import io.tenantry.registry.Contact;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What changes of whom the platform's operator may turn to, as in {@link TenantPatch}. */
final class ContactPatch {

  private @Nullable
      Optional<
          @Size(max = TextRules.NAME_LENGTH, message = TextRules.LONG_NAME)
          @Pattern(regexp = TextRules.TEXT, message = TextRules.NO_TEXT) String>
      name;

  private @Nullable
      Optional<
          @Size(max = TextRules.EMAIL_LENGTH, message = TextRules.LONG_EMAIL)
          @Pattern(regexp = TextRules.EMAIL, message = TextRules.NO_EMAIL) String>
      email;

  @JsonProperty
  @Schema(type = "string", nullable = true, maxLength = TextRules.NAME_LENGTH, example = "Ana")
  void setName(Optional<String> name) {
    this.name = name.map(String::strip);
  }

  @JsonProperty
  @Schema(
      type = "string",
      nullable = true,
      maxLength = TextRules.EMAIL_LENGTH,
      example = "ana@shop.example")
  void setEmail(Optional<String> email) {
    this.email = email.map(String::strip);
  }

  /** The contact as it shall be; null where neither name nor e-mail is left. */
  @Nullable Contact of(@Nullable Contact before) {
    String newName = merged(name, before == null ? null : before.name());
    String newEmail = merged(email, before == null ? null : before.email());
    return newName == null && newEmail == null ? null : new Contact(newName, newEmail);
  }

  private static @Nullable String merged(
      @Nullable Optional<String> value, @Nullable String before) {
    return value == null ? before : value.orElse(null);
  }
}
