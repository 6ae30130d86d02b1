package io.tenantry.tenancy.web;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class ForwardedHeadersUnitTests {

  private static final String STRATEGY = "server.forward-headers-strategy";
  private static final String PLATFORM = "spring.main.cloud-platform";

  private final MockEnvironment environment = new MockEnvironment();

  @ParameterizedTest
  @ValueSource(strings = {"native", "FRAMEWORK"})
  void mayNotBeBelievedByABlanketSetting(String strategy) {
    environment.setProperty(STRATEGY, strategy);

    assertThatIllegalStateException()
        .isThrownBy(() -> ForwardedHeaders.refuseBelief(environment))
        .withMessageContaining(STRATEGY)
        .withMessageContaining("tenantry.trusted-proxies");
  }

  @Test
  void mayNotBeBelievedByThePlatformsDefault() {
    environment.setProperty(PLATFORM, "kubernetes");

    assertThatIllegalStateException()
        .isThrownBy(() -> ForwardedHeaders.refuseBelief(environment))
        .withMessageContaining("on this platform");
  }

  @Test
  void areFineWhereNobodyBelievesThem() {
    assertThatCode(() -> ForwardedHeaders.refuseBelief(environment)).doesNotThrowAnyException();

    environment.setProperty(PLATFORM, "kubernetes");
    environment.setProperty(STRATEGY, "none");

    assertThatCode(() -> ForwardedHeaders.refuseBelief(environment)).doesNotThrowAnyException();
  }
}
