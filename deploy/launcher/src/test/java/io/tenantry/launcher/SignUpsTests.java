package io.tenantry.launcher;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignUpsTests {

  @Test
  void saysWhoseLogTellsWhyAShopIsNotActive() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = "{\"status\":\"PENDING\"}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(202, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      Service provisioning = service("provisioning-api", server.getAddress().getPort());
      SignUps signUps = new SignUps(provisioning, service("schema-worker", 1), "key");

      assertThatThrownBy(signUps::next)
          .isInstanceOf(LaunchException.class)
          .hasMessageContaining("tienda1")
          .hasMessageContaining("PENDING")
          .hasMessageEndingWith("schema-worker.log")
          .hasMessageNotContaining("{");
    } finally {
      server.stop(0);
    }
  }

  private static Service service(String name, int port) {
    Path log = Path.of(name + ".log");
    return new Service(new Program(name, Path.of("some.jar"), List.of(), Map.of(), log), port);
  }
}
