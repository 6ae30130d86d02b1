package io.tenantry.provisioning.console.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.tenantry.provisioning.console.AbstractConsoleTests;
import io.tenantry.provisioning.console.Browser;
import io.tenantry.provisioning.operators.OperatorDesk;
import io.tenantry.provisioning.operators.OperatorRefusedException;
import io.tenantry.provisioning.operators.PasswordDesk;
import io.tenantry.provisioning.operators.Role;
import io.tenantry.registry.Actor;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Who has the password that is taken away is shut out, whatever is under way meanwhile. */
class PasswordResetIntegrationTests extends AbstractConsoleTests {

  private static final String NEXT = "another horse battery";
  private static final Actor ADMIN = new Actor("operator:admin", null);

  @Autowired private OperatorDesk desk;
  @Autowired private PasswordDesk passwords;
  @Autowired private PlatformTransactionManager transactions;

  @Test
  void aChangeThatIsUnderWayComesTooLate() {
    String name = withPassword(Role.OPERATOR);
    Browser browser = browser();
    logIn(browser, name, PASSWORD);

    Reset reset = resetDuring(name, () -> change(browser, "present", PASSWORD, "password", NEXT));

    assertThat(reset.answer()).doesNotContain("Your password is changed");
    assertThat(logIn(browser(), name, NEXT).body()).contains("That did not work");
    assertThat(follow(reset.link())).contains("Choose a password");
  }

  @Test
  void aChoiceThatIsUnderWayComesTooLateWhereThereWasNoPassword() {
    String name = operator(Role.OPERATOR);
    Browser browser = loggedIn(name);

    Reset reset = resetDuring(name, () -> change(browser, "password", NEXT));

    assertThat(reset.answer()).doesNotContain("Your password is changed");
    assertThat(follow(reset.link())).contains("Choose a password");
  }

  /** It has passed the look whether the session is still good, and no more. */
  @Test
  void aChangeThatHasHardlyBegunComesTooLate() {
    String name = withPassword(Role.OPERATOR);
    int changes = 1;

    desk.resetPassword(name, ADMIN);

    assertThatExceptionOfType(OperatorRefusedException.class)
        .isThrownBy(() -> passwords.change(name, changes, null, NEXT, ADMIN));
    assertThat(logIn(browser(), name, NEXT).body()).contains("That did not work");
  }

  @Test
  void aLogInThatIsUnderWayLeadsNowhere() {
    String name = withPassword(Role.OPERATOR);
    Browser browser = browser();

    resetDuring(name, () -> logIn(browser, name, PASSWORD));

    assertThat(browser.get("/console/tenants").body()).contains("<h1>Log in</h1>");
  }

  private record Reset(URI link, Future<HttpResponse<String>> request) {

    String answer() {
      return request.resultNow().body();
    }
  }

  /** Commits only once the request waits for it. */
  private Reset resetDuring(String name, Callable<HttpResponse<String>> request) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return new TransactionTemplate(transactions)
          .execute(
              status -> {
                URI link = desk.resetPassword(name, ADMIN).url();
                Future<HttpResponse<String>> answer = threads.submit(request);
                await().atMost(Duration.ofSeconds(60)).until(this::somebodyWaits);
                return new Reset(link, answer);
              });
    }
  }

  private boolean somebodyWaits() {
    return database
        .admin()
        .sql(
            """
            SELECT EXISTS (SELECT FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'
              AND query LIKE 'UPDATE control.operator%')
            """)
        .query(Boolean.class)
        .single();
  }

  private static HttpResponse<String> change(Browser browser, String... fields) {
    return browser.post("/console/account", "/console/account/password", fields);
  }

  private String follow(URI url) {
    String link = url.getRawPath() + "?" + url.getRawQuery();
    String token = link.substring(link.indexOf('=') + 1);
    return browser().post(link, "/console/link", "token", token).body();
  }
}
