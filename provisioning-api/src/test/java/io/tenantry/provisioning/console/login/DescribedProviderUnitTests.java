package io.tenantry.provisioning.console.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

class DescribedProviderUnitTests {

  private static final String NAME = "console";

  @Test
  void isAskedAgainUntilItHasAnsweredOnce() {
    var asked = new AtomicInteger();
    var provider =
        new DescribedProvider(
            NAME,
            () -> {
              if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("It does not answer.");
              }
              return registration();
            });

    assertThatExceptionOfType(OAuth2AuthenticationException.class)
        .isThrownBy(() -> provider.findByRegistrationId(NAME));
    ClientRegistration found = provider.findByRegistrationId(NAME);

    assertThat(found).isNotNull();
    assertThat(provider.findByRegistrationId(NAME)).isSameAs(found);
    assertThat(provider.findByRegistrationId("another")).isNull();
    assertThat(asked).hasValue(2);
  }

  @Test
  void nobodyWaitsForWhatAnotherHasAsked() throws Exception {
    var both = new CyclicBarrier(2);
    var provider =
        new DescribedProvider(
            NAME,
            () -> {
              meet(both);
              return registration();
            });
    Callable<ClientRegistration> logIn = () -> provider.findByRegistrationId(NAME);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<ClientRegistration> found : threads.invokeAll(List.of(logIn, logIn))) {
        assertThat(found.get().getRegistrationId()).isEqualTo(NAME);
      }
    }
  }

  private static void meet(CyclicBarrier others) {
    try {
      others.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ClientRegistration registration() {
    return ClientRegistration.withRegistrationId(NAME)
        .clientId("tenantry")
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .authorizationUri("https://login.example.com/authorize")
        .tokenUri("https://login.example.com/token")
        .redirectUri("https://console.example.com/code")
        .build();
  }
}
