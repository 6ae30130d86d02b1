package io.tenantry.provisioning.domains;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A customer's web server on a loopback port, which may be as ill-behaved as a test wants it. */
public final class WebServer implements AutoCloseable {

  /** What it does with a request. */
  private interface Handler {
    void answer(OutputStream output) throws IOException, InterruptedException;
  }

  private final ServerSocket socket;
  private final Thread serving;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Handler handler = output -> write(output, "HTTP/1.1 404 Not Found\r\n\r\n");

  public WebServer() {
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    serving = Thread.ofVirtual().start(this::serve);
  }

  public int port() {
    return socket.getLocalPort();
  }

  /** What it was asked, each request with its headers. */
  public List<String> requests() {
    return requests;
  }

  public void answers(String text) {
    handler = output -> write(output, text);
  }

  public void answersWithBody(String body) {
    answers("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
  }

  /** Sends this, and then neither more nor an end. */
  public void answersHalf(String text) {
    handler =
        output -> {
          write(output, text);
          closed.await();
        };
  }

  /** Sends the start, and then the rest again and again, with pauses. */
  public void drips(String start, String rest, long pauseMillis) {
    handler =
        output -> {
          write(output, start);
          while (!closed.await(pauseMillis, TimeUnit.MILLISECONDS)) {
            write(output, rest);
          }
        };
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      socket.close();
      // The system listens on until the thread that waits for a connection has let go.
      serving.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        // Closed: the loop looks.
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      var input =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
      StringBuilder request = new StringBuilder();
      String line;
      while ((line = input.readLine()) != null && !line.isEmpty()) {
        request.append(line).append('\n');
      }
      requests.add(request.toString());
      handler.answer(client.getOutputStream());
    } catch (IOException e) {
      // The caller has heard enough.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void write(OutputStream output, String text) throws IOException {
    output.write(text.getBytes(StandardCharsets.ISO_8859_1));
    output.flush();
  }
}
