package io.tenantry.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignUpsTests {

  private static final String PENDING = "{\"status\":\"PENDING\"}";

  private final List<String> requestKeys = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void saysWhoseLogTellsWhyAShopIsNotActive() throws IOException {
    SignUps signUps = signUps(_ -> new Reply(202, PENDING));

    assertThatThrownBy(() -> signUps.next(Trade.SHOP))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("tienda1")
        .hasMessageContaining("PENDING")
        .hasMessageEndingWith("schema-worker.log")
        .hasMessageNotContaining("{");
  }

  @Test
  void waitsOnForAShopThatTakesLongerThanOneWait() throws IOException {
    SignUps signUps =
        signUps(
            number ->
                number < 3
                    ? new Reply(202, PENDING)
                    : new Reply(201, "{\"status\":\"ACTIVE\",\"name\":\"Tienda 1\"}"));

    assertThat(signUps.next(Trade.SHOP).name()).isEqualTo("Tienda 1");
    assertThat(requestKeys).hasSize(3);
    assertThat(requestKeys).as("repeats of one request").containsOnly(requestKeys.getFirst());
  }

  @Test
  void waitsNoLongerForAShopThatFailed() throws IOException {
    SignUps signUps = signUps(_ -> new Reply(202, "{\"status\":\"FAILED\"}"));

    assertThatThrownBy(() -> signUps.next(Trade.SHOP)).hasMessageContaining("FAILED");
    assertThat(requestKeys).hasSize(1);
  }

  private record Reply(int status, String body) {}

  /** A client of a server that answers its first, second… request so. */
  private SignUps signUps(IntFunction<Reply> replies) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requestKeys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
          Reply reply = replies.apply(requestKeys.size());
          byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(reply.status(), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    Service provisioning = service("provisioning-api", server.getAddress().getPort());
    return new SignUps(provisioning, service("schema-worker", 1), "key");
  }

  private static Service service(String name, int port) {
    Path log = Path.of(name + ".log");
    return new Service(new Program(name, Path.of("some.jar"), List.of(), Map.of(), log), port);
  }
}
