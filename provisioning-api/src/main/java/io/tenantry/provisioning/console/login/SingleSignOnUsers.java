package io.tenantry.provisioning.console.login;

import io.tenantry.provisioning.operators.Role;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Gives who comes by single sign-on the highest role that the provider's claim names. */
final class SingleSignOnUsers {

  private static final Pattern NAME = Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,90}");

  private final SingleSignOnProperties settings;
  private final OidcUserService users;

  SingleSignOnUsers(SingleSignOnProperties settings, OidcUserService users) {
    this.settings = settings;
    this.users = users;
  }

  OidcUser load(OidcUserRequest request) {
    OidcUser user = users.loadUser(request);
    String name = user.getClaimAsString(settings.nameClaim());
    if (name == null || !NAME.matcher(name).matches()) {
      throw refused("the claim " + settings.nameClaim() + " names nobody");
    }
    Role role = role(names(user.getClaim(settings.roleClaim())));
    if (role == null) {
      throw refused("the claim " + settings.roleClaim() + " gives " + name + " no role");
    }
    return new SingleSignOnUser(user, name, AuthorityUtils.createAuthorityList(role.authorities()));
  }

  private @Nullable Role role(Collection<String> names) {
    Map<String, Role> known =
        Map.of(
            settings.viewer(), Role.VIEWER,
            settings.operator(), Role.OPERATOR,
            settings.admin(), Role.ADMIN);
    return names.stream()
        .filter(known::containsKey)
        .map(known::get)
        .max(Role::compareTo)
        .orElse(null);
  }

  private static Collection<String> names(@Nullable Object claim) {
    return switch (claim) {
      case null -> List.of();
      case Collection<?> all -> all.stream().map(String::valueOf).toList();
      default -> List.of(claim.toString());
    };
  }

  private static OAuth2AuthenticationException refused(String why) {
    return new OAuth2AuthenticationException(new OAuth2Error("access_denied"), why);
  }
}
