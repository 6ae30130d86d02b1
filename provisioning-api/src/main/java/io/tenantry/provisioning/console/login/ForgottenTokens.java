package io.tenantry.provisioning.console.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;

/** The identity provider's tokens are for the log-in only; nobody needs them afterwards. */
final class ForgottenTokens implements OAuth2AuthorizedClientRepository {

  @Override
  public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
      String registration, Authentication who, HttpServletRequest request) {
    return null;
  }

  @Override
  public void saveAuthorizedClient(
      OAuth2AuthorizedClient client,
      Authentication who,
      HttpServletRequest request,
      HttpServletResponse response) {
    // Nothing is kept.
  }

  @Override
  public void removeAuthorizedClient(
      String registration,
      Authentication who,
      HttpServletRequest request,
      HttpServletResponse response) {
    // Nothing was kept.
  }
}
