package io.tenantry.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListeningSocketsUnitTests {

  private ServerSocket server;
  private Socket far;
  private Socket near;
  private InputStream input;

  @BeforeEach
  void connect() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    near = new ListeningSockets().createSocket();
    near.connect(server.getLocalSocketAddress());
    far = server.accept();
    input = near.getInputStream();
  }

  @AfterEach
  void close() throws IOException {
    near.close();
    far.close();
    server.close();
  }

  @Test
  void aGlanceDoesNotWaitForWhatHasNotCome() throws IOException {
    near.setSoTimeout(1);

    assertThatThrownBy(input::read)
        .isInstanceOf(SocketTimeoutException.class)
        .hasMessage("nothing has come");
    assertThatThrownBy(() -> input.read(new byte[8]))
        .isInstanceOf(SocketTimeoutException.class)
        .hasMessage("nothing has come");
  }

  @Test
  void aGlanceReadsWhatHasCome() throws IOException {
    far.getOutputStream().write("AB".getBytes());
    await().until(() -> input.available() == 2);
    near.setSoTimeout(1);

    assertThat(input.read()).isEqualTo('A');
    assertThat(input.read(new byte[8])).isEqualTo(1);
  }

  @Test
  void anyOtherReadWaits() throws IOException {
    near.setSoTimeout(1);
    near.setSoTimeout(60_000);

    var read = CompletableFuture.supplyAsync(this::next);
    far.getOutputStream().write('A');

    assertThat(read).succeedsWithin(Duration.ofSeconds(30)).isEqualTo((int) 'A');
  }

  private int next() {
    try {
      return input.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
