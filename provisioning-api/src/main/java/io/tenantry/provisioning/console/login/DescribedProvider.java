package io.tenantry.provisioning.console.login;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/**
 * The one provider that there is. It is asked until it has answered once; whoever comes meanwhile
 * asks too, since a provider that does not answer would make them wait one after the other.
 */
final class DescribedProvider implements ClientRegistrationRepository {

  private static final Logger log = LoggerFactory.getLogger(DescribedProvider.class);

  private final String name;
  private final Supplier<ClientRegistration> description;
  private volatile @Nullable ClientRegistration known;

  DescribedProvider(String name, Supplier<ClientRegistration> description) {
    this.name = name;
    this.description = description;
  }

  @Override
  public @Nullable ClientRegistration findByRegistrationId(String id) {
    if (!id.equals(name)) {
      return null;
    }
    ClientRegistration found = known;
    if (found == null) {
      found = ask();
      known = found;
    }
    return found;
  }

  private ClientRegistration ask() {
    try {
      return description.get();
    } catch (RuntimeException e) {
      log.warn("The identity provider does not say what it can: {}", e.getMessage());
      throw new OAuth2AuthenticationException(
          new OAuth2Error("temporarily_unavailable"), "the provider is not known yet", e);
    }
  }
}
