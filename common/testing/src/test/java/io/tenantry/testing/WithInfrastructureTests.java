package io.tenantry.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest
@WithInfrastructure
class WithInfrastructureTests {

  @Autowired private Environment environment;
  @Autowired private TestDatabase database;
  @Autowired private Broker broker;

  @Test
  void givesADatabaseWithTheControlSchema() {
    assertThat(environment.getProperty("TENANTRY_DATABASE_URL")).isEqualTo(database.jdbcUrl());
    assertThat(
            JdbcClient.create(database.worker())
                .sql("SELECT count(*) FROM pg_namespace WHERE nspname = 'control'")
                .query(Integer.class)
                .single())
        .isOne();
  }

  @Test
  void givesPrefixesThatFitSchemaNames() {
    assertThat(environment.getProperty("TENANTRY_SCHEMA_PREFIX")).matches("[a-z][a-z0-9_]{0,7}");
    assertThat(environment.getProperty("TENANTRY_MESSAGING_PREFIX")).isNotBlank();
  }

  @Test
  void givesABrokerThatAnswers() throws IOException {
    assertThat(environment.getProperty("TENANTRY_RABBIT_URL")).isEqualTo(broker.url());
    try (var connection = broker.connect()) {
      assertThat(connection.isOpen()).isTrue();
    }
  }

  @SpringBootConfiguration(proxyBeanMethods = false)
  static class Empty {}
}
