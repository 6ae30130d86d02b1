package io.tenantry.provisioning.console.login;

import io.tenantry.provisioning.operators.OperatorProperties;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.stereotype.Component;

/**
 * Lets operators of an identity provider in. It is asked what it can at the first log-in, not at
 * the start: the service starts without it.
 */
@Component
class SingleSignOn {

  /** The last part of the addresses under {@code /console/oauth2}. */
  private static final String NAME = "console";

  private static final String LOG_IN = "/console/login";
  private static final String FAILED = LOG_IN + "?sso";

  private final SingleSignOnProperties settings;
  private final OperatorProperties console;
  private final LogInTarget target;
  private final ProviderCalls calls;

  SingleSignOn(
      SingleSignOnProperties settings,
      OperatorProperties console,
      LogInTarget target,
      ProviderCalls calls) {
    this.settings = settings;
    this.console = console;
    this.target = target;
    this.calls = calls;
  }

  boolean isOn() {
    return settings.isOn();
  }

  void add(HttpSecurity http) {
    if (!isOn()) {
      return;
    }
    var users = new SingleSignOnUsers(settings, calls.users());
    http.oauth2Login(
        login ->
            login
                .withObjectPostProcessor(new BackToTheLogIn())
                .loginPage(LOG_IN)
                .clientRegistrationRepository(new DescribedProvider(NAME, this::registration))
                .authorizedClientRepository(new ForgottenTokens())
                .authorizationEndpoint(ends -> ends.baseUri("/console/oauth2/authorization"))
                .redirectionEndpoint(ends -> ends.baseUri("/console/oauth2/code/*"))
                .tokenEndpoint(ends -> ends.accessTokenResponseClient(calls.tokens()))
                .userInfoEndpoint(info -> info.oidcUserService(users::load))
                .failureUrl(FAILED)
                .successHandler(target));
  }

  private ClientRegistration registration() {
    return ClientRegistrations.fromOidcConfiguration(calls.description(settings.issuer()))
        .registrationId(NAME)
        .clientId(settings.clientId())
        .clientSecret(settings.clientSecret())
        .scope("openid", "email", "profile")
        .redirectUri(console.url() + "/console/oauth2/code/" + NAME)
        .build();
  }

  /** Also for who could not even be sent to the provider. */
  private static final class BackToTheLogIn
      implements ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> {

    @Override
    public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
      filter.setAuthenticationFailureHandler(
          (request, response, trouble) -> response.sendRedirect(FAILED));
      return filter;
    }
  }
}
