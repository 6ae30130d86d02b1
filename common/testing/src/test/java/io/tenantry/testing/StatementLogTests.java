package io.tenantry.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tenantry.testing.StatementLog.LoggedStatement;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class StatementLogTests {

  @Test
  void takesNothingForTheActionsThatWasSentBeforeIt() {
    try (TestDatabase database = TestDatabase.create()) {
      assumeTrue(database.statementsOfApp().isPresent(), "needs a server of the tests' own");
      JdbcClient app = JdbcClient.create(database.app());
      StatementLog log = database.statementsOfApp().orElseThrow();
      for (int round = 0; round < 20; round++) {
        app.sql("SELECT 'before'").query().singleRow();

        assertThat(log.during(() -> {})).isEmpty();
      }
    }
  }

  @Test
  void leavesOutTheQuestionWhetherAConnectionLives() throws Exception {
    try (TestDatabase database = TestDatabase.create()) {
      assumeTrue(database.statementsOfApp().isPresent(), "needs a server of the tests' own");
      StatementLog log = database.statementsOfApp().orElseThrow();
      try (Connection connection = database.app().getConnection()) {
        assertThat(log.during(() -> assertThat(isValid(connection)).isTrue())).isEmpty();
      }
    }
  }

  private static boolean isValid(Connection connection) {
    try {
      return connection.isValid(60);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

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
