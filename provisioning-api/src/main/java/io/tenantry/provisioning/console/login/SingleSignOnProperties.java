package io.tenantry.provisioning.console.login;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

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
 */
@ConfigurationProperties("tenantry.console.oidc")
record SingleSignOnProperties(
    @DefaultValue("") String issuer,
    @DefaultValue("") String clientId,
    @DefaultValue("") String clientSecret,
    @DefaultValue("email") String nameClaim,
    @DefaultValue("roles") String roleClaim,
    @DefaultValue("tenantry-viewer") String viewer,
    @DefaultValue("tenantry-operator") String operator,
    @DefaultValue("tenantry-admin") String admin) {

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
