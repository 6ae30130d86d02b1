package io.tenantry.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is decided without any API. */
class TenantctlUnitTests {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "tenants",
        "migrate",
        "migrate --all --tenant a",
        "migrate --all --plan --check",
        "run",
        "run tidy-up",
        "run tidy-up --all --type default",
        "run tidy-up --all --param days",
        "tenants suspend a",
        "dead-letters",
        "dead-letters republish",
        "dead-letters republish 1 --all",
        "dead-letters discard x",
        "tenants list --output xml"
      })
  void endsWith2OnWrongUsage(String arguments) {
    assertThat(run(arguments)).isEqualTo(2);
    assertThat(err.toString()).isNotBlank();
  }

  @Test
  void endsWith7WhereNothingAnswers() {
    assertThat(run("tenants list --url http://127.0.0.1:9")).isEqualTo(Exit.UNREACHABLE);
    assertThat(err.toString()).contains("http://127.0.0.1:9 does not answer").hasLineCount(1);
  }

  @Test
  void endsWith1OnWhatIsNoUrl() {
    assertThat(run("tenants list --url nonsense://")).isEqualTo(Exit.REFUSED);
  }

  @Test
  void listsItsExitCodes() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("migrate --check: tenants are behind", "TENANTRY_KEY");
  }

  @Test
  void completesCommands() {
    assertThat(run("completion")).isZero();
    assertThat(out.toString()).contains("complete -F", "retry-failed", "--failure-budget");
  }

  private int run(String arguments) {
    return Tenantctl.run(
        Map.of("TENANTRY_KEY", "key", Profile.FILE, "/nowhere"),
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        arguments.isEmpty() ? new String[0] : arguments.split(" "));
  }
}
