package io.tenantry.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTests {

  @TempDir Path root;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void pointToATreeThatIsNotBuilt() throws IOException {
    Files.createDirectories(root.resolve("deploy/launcher"));
    System.setProperty("tenantry.root", root.toString());
    environment.put("TENANTRY_PROVISIONING_PORT", Integer.toString(Ports.free()));
    environment.put("TENANTRY_TENANT_PORT", Integer.toString(Ports.free()));
    environment.put("TENANTRY_WORKER_PORT", Integer.toString(Ports.free()));
  }

  @AfterEach
  void forgetTheTree() {
    System.clearProperty("tenantry.root");
  }

  @Test
  void tellsHowToUseIt() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Usage:").contains("--fresh");
  }

  @Test
  void endsWithTwoForAnUnknownOption() {
    assertThat(run("--demonstrate")).isEqualTo(2);
    assertThat(errors()).contains("--demonstrate").contains("Usage:");
  }

  @Test
  void namesTheTakenPortAndItsVariable() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      environment.put("TENANTRY_TENANT_PORT", port);

      assertThat(run("--demo")).isEqualTo(1);
      assertThat(errors()).contains(port).contains("TENANTRY_TENANT_PORT");
    }
  }

  @Test
  void refusesToEmptyWhatItDoesNotOwn() {
    environment.put("TENANTRY_RABBIT_URL", "amqp://user:secret@localhost:1");

    assertThat(run("--fresh")).isEqualTo(1);
    assertThat(errors()).contains("--fresh").doesNotContain("secret");
    assertThat(root.resolve("deploy/.data")).doesNotExist();
  }

  @Test
  void complainsAboutAllSettingsAtOnceWithoutTheirSecrets() {
    environment.put("TENANTRY_RABBIT_URL", "nonsense-secret");
    environment.put("TENANTRY_TENANT_PORT", environment.get("TENANTRY_WORKER_PORT"));
    environment.put("TENANTRY_BOOTSTRAP_KEY", "secret");
    environment.put("TENANTRY_SCHEMA_PREFIX", "Prefix");
    environment.put("TENANTRY_BASE_DOMAIN", "http://example.com");

    assertThat(run("--demo")).isEqualTo(1);
    assertThat(errors())
        .contains("TENANTRY_RABBIT_URL is not an address")
        .contains("TENANTRY_TENANT_PORT and TENANTRY_WORKER_PORT are the same port")
        .contains("TENANTRY_BOOTSTRAP_KEY needs")
        .contains("TENANTRY_SCHEMA_PREFIX needs")
        .contains("TENANTRY_BASE_DOMAIN must be a host name")
        .doesNotContain("secret");
    assertThat(root.resolve("deploy/.data")).doesNotExist();
  }

  @Test
  void endsAtOnceWhereNoBrokerListens() {
    environment.put("TENANTRY_RABBIT_URL", "amqp://user:secret@127.0.0.1:" + Ports.free());

    assertThat(run("--demo")).isEqualTo(1);
    assertThat(errors()).contains("gives no connection").doesNotContain("secret").hasLineCount(1);
  }

  @Test
  void failsWhenSomethingCannotBeStarted() {
    assertThat(run("--demo")).isEqualTo(1);
    assertThat(errors()).contains("common/embedded is not built");
  }

  @Test
  void bootstrapNamesWhatIsMissing() {
    assertThat(run("bootstrap")).isEqualTo(1);
    assertThat(errors()).contains("TENANTRY_POSTGRES_URL");
  }

  @Test
  void bootstrapKeepsThePasswordOfABadAddressToItself() {
    environment.put("TENANTRY_POSTGRES_URL", "postgresql://user:se cret@host/db");

    assertThat(run("bootstrap")).isEqualTo(1);
    assertThat(errors()).contains("TENANTRY_POSTGRES_URL").doesNotContain("cret@");
  }

  private int run(String... arguments) {
    return new Launcher(environment, stream(out), stream(err)).run(List.of(arguments));
  }

  private String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
