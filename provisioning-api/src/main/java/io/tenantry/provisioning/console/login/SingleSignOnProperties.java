package io.tenantry.provisioning.console.login;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Log-in by OpenID Connect, where an issuer is named.
 *
 * @param issuer such as {@code https://login.example.com/realms/staff}; empty for none
 * @param clientId by which the issuer knows the console
 * @param clientSecret the console's secret there
 * @param nameClaim what operators are called in the audit log
 * @param roleClaim a text or a list that names the roles
 * @param viewer the role's name there
 * @param operator the role's name there
 * @param admin the role's name there
 * @param timeout how long a connection to the issuer may take, and then an answer
 */
@Validated
@ConfigurationProperties("tenantry.console.oidc")
record SingleSignOnProperties(
    @DefaultValue("") String issuer,
    @DefaultValue("") String clientId,
    @DefaultValue("") String clientSecret,
    @DefaultValue("email") String nameClaim,
    @DefaultValue("roles") String roleClaim,
    @DefaultValue("tenantry-viewer") String viewer,
    @DefaultValue("tenantry-operator") String operator,
    @DefaultValue("tenantry-admin") String admin,
    @DefaultValue("5s") @DurationMin(millis = 50) @DurationMax(minutes = 1) Duration timeout) {

  SingleSignOnProperties {
    if (!issuer.isEmpty() && (clientId.isEmpty() || clientSecret.isEmpty())) {
      throw new IllegalArgumentException(
          "tenantry.console.oidc.issuer needs tenantry.console.oidc.client-id and client-secret");
    }
  }

  boolean isOn() {
    return !issuer.isEmpty();
  }

  @Override
  public String toString() {
    return "SingleSignOnProperties[" + issuer + ", " + clientId + "]";
  }
}
