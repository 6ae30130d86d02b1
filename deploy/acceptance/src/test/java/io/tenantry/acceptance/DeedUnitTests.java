package io.tenantry.acceptance;

import static io.tenantry.registry.TenantStatus.ACTIVE;
import static io.tenantry.registry.TenantStatus.DELETING;
import static io.tenantry.registry.TenantStatus.SUSPENDED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The model itself has to be right before it may judge anything. */
class DeedUnitTests {

  private static final ModelState SERVED = new ModelState(ACTIVE, null, false);

  @Test
  void acceptsWhatSomeOrderExplains() {
    assertThat(Deed.explain(SERVED, List.of(done(Operation.RESUME), done(Operation.SUSPEND))))
        .containsExactly(SERVED);
    assertThat(Deed.explain(SERVED, List.of(refused(Operation.RESUME), done(Operation.SUSPEND))))
        .containsExactly(new ModelState(SUSPENDED, null, false));
    assertThat(
            Deed.explain(
                SERVED,
                List.of(done(Operation.DELETE), done(Operation.SUSPEND), done(Operation.RESTORE))))
        .containsOnly(new ModelState(SUSPENDED, null, false));
  }

  @Test
  void refusesWhatNoOrderExplains() {
    assertThat(Deed.explain(SERVED, List.of(done(Operation.SUSPEND), done(Operation.SUSPEND))))
        .isEmpty();
    assertThat(Deed.explain(SERVED, List.of(refused(Operation.SUSPEND)))).isEmpty();
    assertThat(
            Deed.explain(new ModelState(DELETING, ACTIVE, false), List.of(done(Operation.SUSPEND))))
        .isEmpty();
  }

  private static Deed done(Operation operation) {
    return new Deed("one", operation, true);
  }

  private static Deed refused(Operation operation) {
    return new Deed("one", operation, false);
  }
}
