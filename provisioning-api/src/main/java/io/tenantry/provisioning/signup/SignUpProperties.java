package io.tenantry.provisioning.signup;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What an installation decides about new tenants.
 *
 * @param schemaPrefix put before the schema name for the schema and its role in the database
 * @param types the tenant types that can be signed up for
 * @param defaultType the type of those who ask for none
 * @param defaultPlan the plan of those who ask for none
 */
@Validated
@ConfigurationProperties("tenantry")
record SignUpProperties(
    @DefaultValue("") @Pattern(regexp = "([a-z][a-z0-9_]{0,7})?") String schemaPrefix,
    @DefaultValue("default") @NotEmpty List<@NotBlank String> types,
    @DefaultValue("default") @NotBlank String defaultType,
    @DefaultValue("free") @NotBlank String defaultPlan) {

  SignUpProperties {
    if (!types.contains(defaultType)) {
      throw new IllegalArgumentException(
          "tenantry.default-type is not among tenantry.types: " + defaultType);
    }
  }
}
