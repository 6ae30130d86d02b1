package io.tenantry.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Connection;
import io.tenantry.registry.bootstrap.PostgresUrl;
import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TcpProxyTests {

  @Test
  void takesABrokerAwayAndBringsItBack() throws IOException {
    Broker broker = Infrastructure.get().embeddedBroker();
    try (TcpProxy proxy = TcpProxy.to(broker)) {
      Broker behind = broker.through(proxy);
      Connection connection = behind.connect();
      assertThat(connection.isOpen()).isTrue();

      proxy.cut();
      Awaitility.await().until(() -> !connection.isOpen());
      assertThatThrownBy(behind::connect).isInstanceOf(IllegalStateException.class);

      proxy.restore();
      behind.connect().close();
    }
  }

  @Test
  void takesADatabaseAwayAndBringsItBack() {
    PostgresUrl admin = Infrastructure.get().postgres().admin();
    try (TcpProxy proxy = TcpProxy.to(admin.host(), admin.port())) {
      PostgresUrl behind = behind(proxy, admin, admin.parameters());
      assertThat(answer(behind)).isOne();

      proxy.cut();
      proxy.cut();
      assertThatThrownBy(() -> answer(behind)).rootCause().hasMessageContaining("refused");

      proxy.restore();
      proxy.restore();
      assertThat(answer(behind)).isOne();
    }
  }

  @Test
  void keepsBackWhatIsSentUntilTheDelayIsOver() {
    PostgresUrl admin = Infrastructure.get().postgres().admin();
    try (TcpProxy proxy = TcpProxy.to(admin.host(), admin.port())) {
      PostgresUrl behind = behind(proxy, admin, "loginTimeout=1&socketTimeout=1");
      proxy.delay(Duration.ofHours(1));
      assertThatThrownBy(() -> answer(behind)).hasStackTraceContaining("timed out");

      proxy.delay(Duration.ofMillis(1));
      assertThat(answer(behind)).isOne();
    }
  }

  private static PostgresUrl behind(TcpProxy proxy, PostgresUrl admin, String parameters) {
    return new PostgresUrl(
        "localhost", proxy.port(), admin.database(), admin.user(), admin.password(), parameters);
  }

  private static int answer(PostgresUrl url) {
    return TestDatabases.client(url).sql("SELECT 1").query(Integer.class).single();
  }
}
