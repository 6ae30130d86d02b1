package io.tenantry.provisioning.console.login;

import java.util.Collection;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Somebody whom the identity provider knows: no name is a local operator's, for it has a colon. */
final class SingleSignOnUser extends DefaultOidcUser {

  private final String name;

  SingleSignOnUser(OidcUser user, String name, Collection<? extends GrantedAuthority> authorities) {
    super(authorities, user.getIdToken(), user.getUserInfo());
    this.name = "sso:" + name;
  }

  @Override
  public String getName() {
    return name;
  }
}
