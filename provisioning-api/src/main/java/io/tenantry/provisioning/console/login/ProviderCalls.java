package io.tenantry.provisioning.console.login;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** What log-ins ask the identity provider: as Spring Security does it, but not for ever. */
@Component
class ProviderCalls implements JwtDecoderFactory<ClientRegistration> {

  private final ClientHttpRequestFactory requests;

  ProviderCalls(SingleSignOnProperties settings) {
    var factory =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeout())
                .build());
    factory.setReadTimeout(settings.timeout());
    this.requests = factory;
  }

  /**
   * What the issuer says of itself, where OpenID Connect Discovery has it.
   *
   * @throws IllegalStateException if that is another one's
   */
  Map<String, Object> description(String issuer) {
    Map<String, Object> said =
        RestClient.builder()
            .requestFactory(requests)
            .build()
            .get()
            .uri(URI.create(issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration"))
            .retrieve()
            .body(new ParameterizedTypeReference<>() {});
    if (said == null || !issuer.equals(said.get("issuer"))) {
      throw new IllegalStateException(issuer + " describes another issuer than itself");
    }
    return said;
  }

  /** Turns a code into tokens. */
  OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> tokens() {
    var client = new RestClientAuthorizationCodeTokenResponseClient();
    client.setRestClient(
        RestClient.builder()
            .requestFactory(requests)
            .configureMessageConverters(
                converters ->
                    converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
            .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
            .build());
    return client;
  }

  /** Asks who somebody is. */
  OidcUserService users() {
    var rest = new RestTemplate(requests);
    rest.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
    var users = new DefaultOAuth2UserService();
    users.setRestOperations(rest);
    var oidc = new OidcUserService();
    oidc.setOauth2UserService(users);
    return oidc;
  }

  /** Found by its type: verifies id tokens by the provider's keys. */
  @Override
  public JwtDecoder createDecoder(ClientRegistration registration) {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withJwkSetUri(registration.getProviderDetails().getJwkSetUri())
            .restOperations(new RestTemplate(requests))
            .jwsAlgorithm(SignatureAlgorithm.RS256)
            .build();
    decoder.setJwtValidator(
        JwtValidators.createDefaultWithValidators(List.of(new OidcIdTokenValidator(registration))));
    decoder.setClaimSetConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverter());
    return decoder;
  }
}
