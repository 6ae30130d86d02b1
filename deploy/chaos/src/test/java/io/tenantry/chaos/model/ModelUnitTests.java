package io.tenantry.chaos.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class ModelUnitTests {

  private final Model model = new Model();
  private final SignUp signUp = new SignUp(UUID.randomUUID(), "One", "one", false);

  @Test
  void aSignUpThatIsAskedAgainIsTheSameTenant() {
    UUID tenant = UUID.randomUUID();
    assertThat(model.accepted(signUp, tenant, 0)).isEmpty();
    assertThat(model.accepted(signUp, tenant, 1)).isEmpty();
    assertThat(model.tenants()).hasSize(1);
  }

  @Test
  void aSignUpThatBecomesTwoTenantsIsWrong() {
    model.accepted(signUp, UUID.randomUUID(), 0);
    assertThat(model.accepted(signUp, UUID.randomUUID(), 1)).isPresent();
  }

  @Test
  void aSignUpThatNobodyAnsweredIsAskedAgain() {
    model.asks(signUp);
    model.isUnanswered(signUp);
    assertThat(model.nextUnanswered()).contains(signUp);
    assertThat(model.hasUnanswered()).isFalse();
    assertThat(model.signUps()).containsExactly(signUp);
  }
}
