package io.tenantry.techstore.users;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes mails, or refuses some first; knows as much of SMTP as a client needs to hear. */
final class SmtpServer implements AutoCloseable {

  private final ServerSocket server;
  private final List<String> mails = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();

  SmtpServer() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** What arrived, each with the commands that brought it. */
  List<String> mails() {
    return mails;
  }

  /** The next so many mails are not taken. */
  void refuse(int count) {
    refusals.set(count);
  }

  int refusalsLeft() {
    return refusals.get();
  }

  private void accept() {
    while (true) {
      try {
        Socket client = server.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (SocketException e) {
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
      StringBuilder said = new StringBuilder();
      answer(client, "220 here");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        said.append(line).append('\n');
        String command = line.toUpperCase(Locale.ROOT);
        if (command.startsWith("MAIL") && refusals.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
          answer(client, "451 later");
        } else if (command.equals("DATA")) {
          answer(client, "354 go on");
          for (String text = in.readLine(); !".".equals(text); text = in.readLine()) {
            said.append(text).append('\n');
          }
          mails.add(said.toString());
          answer(client, "250 ok");
        } else if (command.equals("QUIT")) {
          answer(client, "221 bye");
          return;
        } else {
          answer(client, "250 ok");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answer(Socket client, String line) throws IOException {
    client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    client.getOutputStream().flush();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
