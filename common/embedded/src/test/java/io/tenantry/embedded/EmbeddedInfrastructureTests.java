package io.tenantry.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.MessageProperties;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedInfrastructureTests {

  @TempDir private Path folder;

  @Test
  void keepsDataOverARestart() throws Exception {
    try (EmbeddedRun first = EmbeddedRun.both(folder).ready();
        Connection connection = first.amqp();
        Channel channel = connection.createChannel()) {
      first.query("CREATE TABLE kept AS SELECT 'row' AS content");
      channel.exchangeDeclare("events", "topic", true);
      // Arguments that only RabbitMQ knows do not disturb.
      channel.queueDeclare("kept", true, false, false, Map.of("x-queue-type", "quorum"));
      channel.queueBind("kept", "events", "tenant.#");
      channel.confirmSelect();
      channel.basicPublish(
          "events", "tenant.created", MessageProperties.PERSISTENT_BASIC, "hello".getBytes(UTF_8));
      channel.waitForConfirmsOrDie(20_000);
    }

    try (EmbeddedRun second = EmbeddedRun.both(folder).ready();
        Connection connection = second.amqp();
        Channel channel = connection.createChannel()) {
      assertThat(second.query("SELECT content FROM kept")).isEqualTo("row");
      assertThat(channel.basicGet("kept", true).getBody()).asString().isEqualTo("hello");
    }
  }

  @Test
  void isDurableAndAsksForPasswords() throws Exception {
    try (EmbeddedRun run = EmbeddedRun.both(folder).ready()) {
      assertThat(run.query("SHOW fsync")).isEqualTo("on");
      assertThat(run.query("SHOW synchronous_commit")).isEqualTo("on");
      assertThat(run.query("SHOW full_page_writes")).isEqualTo("on");
      assertThat(run.query("SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThatThrownBy(() -> run.query("SELECT 1", "wrong"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
      assertThatThrownBy(() -> run.amqp("wrong"))
          .isInstanceOf(PossibleAuthenticationFailureException.class);
      assertPrivate(run.file("postgres-password"), "rw-------");
      assertPrivate(run.file("amqp-password"), "rw-------");
      assertPrivate(run.file("."), "rwx------");
    }
  }

  @Test
  void startsAgainAfterItWasKilled() throws Exception {
    EmbeddedRun killed = EmbeddedRun.postgres(folder, EmbeddedRun.freePort()).ready();
    killed.query("CREATE TABLE kept AS SELECT 'row' AS content");
    killed.kill();

    try (EmbeddedRun next = EmbeddedRun.postgres(folder, killed.postgresPort()).ready()) {
      assertThat(next.query("SELECT content FROM kept")).isEqualTo("row");
    }
  }

  @Test
  void startsAgainAfterItWasKilledBeforeItHadWrittenWhoItIs() throws Exception {
    try (EmbeddedRun first = EmbeddedRun.postgres(folder, EmbeddedRun.freePort()).ready()) {
      first.query("CREATE TABLE kept AS SELECT 'row' AS content");
    }
    Files.createFile(folder.resolve("data/postgres/postmaster.pid"));

    try (EmbeddedRun next = EmbeddedRun.postgres(folder, EmbeddedRun.freePort()).ready()) {
      assertThat(next.query("SELECT content FROM kept")).isEqualTo("row");
    }
  }

  @Test
  void endsWhenItsParentIsGone() throws Exception {
    EmbeddedRun run =
        EmbeddedRun.postgres(folder, EmbeddedRun.freePort(), "--until-stdin-closes").ready();

    run.closeStdin();

    assertThat(run.exitCode()).isZero();
    assertThatThrownBy(() -> run.query("SELECT 1")).isInstanceOf(SQLException.class);
  }

  @Test
  void saysInOneLineThatAPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = taken.getLocalPort();

      assertRefused("port %d for PostgreSQL is taken".formatted(port), "--postgres-port=" + port);
      assertRefused("port %d for the AMQP broker is taken".formatted(port), "--amqp-port=" + port);
    }
  }

  @Test
  void refusesASecondProcessOnItsFolder() throws Exception {
    try (EmbeddedRun first = EmbeddedRun.postgres(folder, EmbeddedRun.freePort()).ready()) {
      assertRefused("another embedded infrastructure", "--postgres-port=" + EmbeddedRun.freePort());
      assertThat(first.query("SELECT 'still there'")).isEqualTo("still there");
    }
  }

  private void assertRefused(String reason, String... options) throws Exception {
    try (EmbeddedRun run = EmbeddedRun.with(folder, options)) {
      assertThat(run.exitCode()).isEqualTo(EmbeddedInfrastructure.FAILED);
      assertThat(run.errors().lines()).singleElement().asString().contains(reason);
    }
  }

  private static void assertPrivate(Path file, String mode) throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo(mode);
  }
}
