package io.tenantry.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.registry.TenantStatus;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The arrows stand in the program and in the database. */
class StatusMachineIntegrationTests extends AbstractApiTests {

  @Autowired private JdbcClient jdbc;

  @Test
  void hasTheSameArrowsInBothPlaces() {
    Set<String> program =
        Arrays.stream(TenantStatus.values())
            .flatMap(
                from ->
                    Arrays.stream(TenantStatus.values())
                        .filter(from::canBecome)
                        .map(to -> from + " " + to))
            .collect(Collectors.toSet());

    Set<String> database =
        jdbc.sql("SELECT from_status || ' ' || to_status FROM control.tenant_transition")
            .query(String.class)
            .set();

    assertThat(database).containsExactlyInAnyOrderElementsOf(program);
  }

  @Test
  void isEnforcedByTheDatabase() {
    UUID tenant = api().signUp("{\"name\": \"" + unique("t") + "\"}").id();

    assertThatThrownBy(() -> move(tenant, "DELETED"))
        .isInstanceOf(DataIntegrityViolationException.class)
        .hasMessageContaining("can't go from PENDING to DELETED");
    assertThatThrownBy(() -> move(tenant, "NONSENSE"))
        .isInstanceOf(DataIntegrityViolationException.class);
    assertThat(api().tenant(tenant).text("status")).isEqualTo("PENDING");
    activate(tenant);
    assertThatThrownBy(() -> move(tenant, "PENDING"))
        .isInstanceOf(DataIntegrityViolationException.class);
    assertThat(api().tenant(tenant).text("status")).isEqualTo("ACTIVE");
  }

  private void move(UUID tenant, String status) {
    jdbc.sql("UPDATE control.tenant SET status = :status WHERE id = :id")
        .param("status", status)
        .param("id", tenant)
        .update();
  }
}
