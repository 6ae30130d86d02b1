package io.tenantry.provisioning.tenants.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.problems.ProblemException;
import io.tenantry.provisioning.input.TextRules;
import io.tenantry.registry.TenantDetails;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What changes of a tenant, as a JSON Merge Patch (RFC 7396). A field that is null here was absent
 * and changes nothing; an empty one was {@code null} in JSON and removes what is there. Records
 * can't tell the two apart: Jackson gives their absent members as empty.
 */
final class TenantPatch {

  private @Nullable
      Optional<
          @Size(max = TextRules.NAME_LENGTH, message = TextRules.LONG_NAME)
          @Pattern(regexp = TextRules.TEXT, message = TextRules.NO_TEXT) String>
      name;

  private @Nullable Optional<@Pattern(regexp = TextRules.PLAN, message = TextRules.NO_PLAN) String>
      plan;

  private @Nullable Optional<@Valid ContactPatch> contact;

  @JsonProperty
  @Schema(type = "string", maxLength = TextRules.NAME_LENGTH, example = "Tienda Uno")
  void setName(Optional<String> name) {
    this.name = name.map(String::strip);
  }

  @JsonProperty
  @Schema(type = "string", pattern = TextRules.PLAN, example = "free")
  void setPlan(Optional<String> plan) {
    this.plan = plan;
  }

  @JsonProperty
  @Schema(nullable = true, implementation = ContactPatch.class)
  void setContact(Optional<ContactPatch> contact) {
    this.contact = contact;
  }

  /**
   * @throws ProblemException if it removes what a tenant can't be without
   */
  void check() {
    required("name", name);
    required("plan", plan);
  }

  TenantDetails of(TenantDetails before) {
    return new TenantDetails(
        name == null ? before.name() : name.orElseThrow(),
        plan == null ? before.plan() : plan.orElseThrow(),
        contact == null
            ? before.contact()
            : contact.map(patch -> patch.of(before.contact())).orElse(null));
  }

  private static void required(String field, @Nullable Optional<String> value) {
    if (value != null && value.isEmpty()) {
      throw ProblemException.invalid(field, field + ": can't be removed");
    }
  }
}
