package io.tenantry.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tenantry.testing.StatementLog.LoggedStatement;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class StatementLogTests {

  @Test
  void seesWhatTheAppSentAndNothingElse() {
    try (TestDatabase database = TestDatabase.create()) {
      assumeTrue(database.statementsOfApp().isPresent(), "needs a server of the tests' own");
      JdbcClient app = JdbcClient.create(database.app());
      StatementLog log = database.statementsOfApp().orElseThrow();
      app.sql("SELECT 'before'").query().singleRow();

      var statements =
          log.during(
              () -> {
                app.sql("SELECT 'one'\n  AS line").query().singleRow();
                JdbcClient.create(database.worker()).sql("SELECT 'other'").query().singleRow();
                app.sql("SELECT 'two'").query().singleRow();
              });

      assertThat(statements)
          .extracting(LoggedStatement::sql)
          .containsExactly("SELECT 'one'\n  AS line", "SELECT 'two'");
    }
  }
}
