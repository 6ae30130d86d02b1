package io.tenantry.provisioning.domains.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantry.provisioning.domains.WebServer;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client of the HTTP challenge against servers that don't mean well. */
class ChallengeClientTests {

  private static final List<InetAddress> LOOPBACK = List.of(InetAddress.ofLiteral("127.0.0.1"));
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(300);

  private final WebServer server = new WebServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void asksTheHostForThePath() throws NoProofException {
    server.answersWithBody("abc");

    assertThat(get(LONG)).isEqualTo(new HttpAnswer(200, "abc"));
    assertThat(server.requests().getFirst())
        .startsWith("GET /.well-known/x HTTP/1.1\n")
        .contains("\nHost: shop.example:" + server.port() + "\n")
        .contains("\nConnection: close\n");
  }

  @Test
  void doesNotWaitForTheEndOfAConnectionThatIsKeptOpen() throws NoProofException {
    server.answersHalf("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc");

    assertThat(get(LONG)).isEqualTo(new HttpAnswer(200, "abc"));
  }

  @Test
  void followsNoRedirect() throws NoProofException {
    server.answers("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n\r\n");

    assertThat(get(LONG).status()).isEqualTo(302);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void givesUpOnAServerThatSaysNothing() {
    server.answersHalf("");

    assertNoAnswer(SHORT, "did not answer by HTTP in time");
  }

  @Test
  void givesUpOnAServerThatStopsInTheMiddle() {
    server.answersHalf("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\na");

    assertNoAnswer(SHORT, "did not answer by HTTP in time");
  }

  @Test
  void givesUpOnAServerThatDripsThoughEachDripIsInTime() {
    server.drips("HTTP/1.1 200 OK\r\n\r\n", "a", 20);

    assertNoAnswer(SHORT, "did not answer by HTTP in time");
  }

  @Test
  void readsNoMoreThanItMay() {
    server.drips("HTTP/1.1 200 OK\r\n\r\n", "a".repeat(4096), 1);

    assertNoAnswer(LONG, "more than 16384 bytes");
  }

  @Test
  void readsNoMoreHeadersThanItMayEither() {
    server.drips("HTTP/1.1 200 OK\r\n", "X-Header: " + "a".repeat(4096) + "\r\n", 1);

    assertNoAnswer(LONG, "more than 16384 bytes");
  }

  @Test
  void tellsWhatIsNotHttp() {
    server.answers("SSH-2.0-OpenSSH_9.6\r\n");

    assertNoAnswer(LONG, "does not speak HTTP");
  }

  @Test
  void tellsThatThereIsNoServer() {
    server.close();

    assertNoAnswer(LONG, "no connection to 127.0.0.1 on port " + server.port());
  }

  @Test
  void triesTheOtherAddressesOfTheHost() throws NoProofException {
    server.answersWithBody("abc");
    var both = List.of(InetAddress.ofLiteral("::1"), LOOPBACK.getFirst());

    assertThat(client(LONG).get(both, "shop.example", "/.well-known/x").status()).isEqualTo(200);
  }

  private void assertNoAnswer(Duration timeout, String reason) {
    assertThatExceptionOfType(NoProofException.class)
        .isThrownBy(() -> get(timeout))
        .withMessageContaining(reason);
  }

  private HttpAnswer get(Duration timeout) throws NoProofException {
    return client(timeout).get(LOOPBACK, "shop.example", "/.well-known/x");
  }

  private ChallengeClient client(Duration timeout) {
    return new ChallengeClient(TestSettings.http(server.port(), timeout));
  }
}
