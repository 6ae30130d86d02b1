package io.tenantry.tenancy.connection;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands between the driver and the server and writes down what the driver sends: the SQL that is
 * parsed, and each point at which it waits for an answer.
 */
final class WireTap implements AutoCloseable {

  /** Where the driver waits: one round trip. */
  static final String SYNC = "<sync>";

  private final ServerSocket listener;
  private final String host;
  private final int port;
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  WireTap(String host, int port) throws IOException {
    this.host = host;
    this.port = port;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** What is sent while the action runs. */
  List<String> during(SqlRunnable action) throws Exception {
    sent.clear();
    action.run();
    return new ArrayList<>(sent);
  }

  interface SqlRunnable {
    void run() throws Exception;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Socket server = new Socket(host, port);
        open.add(client);
        open.add(server);
        Thread.ofVirtual().start(() -> copy(server, client));
        Thread.ofVirtual().start(() -> record(client, server));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // one of them is gone
    }
  }

  private void record(Socket client, Socket server) {
    try (client;
        server) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      OutputStream out = server.getOutputStream();
      forward(out, new byte[0], body(in));
      while (true) {
        byte type = in.readByte();
        byte[] body = body(in);
        // Before it goes on: the answer may be back before this thread runs again.
        note(type, body);
        forward(out, new byte[] {type}, body);
      }
    } catch (IOException e) {
      // the driver has closed its connection
    }
  }

  private void note(byte type, byte[] body) {
    switch (type) {
      case 'P' -> sent.add(parsed(body));
      case 'S' -> sent.add(SYNC);
      case 'Q' -> sent.add("query " + text(body, 0));
      default -> {
        // bind, execute, describe, close: parts of what is known already
      }
    }
  }

  /** What follows the length, which counts itself. */
  private static byte[] body(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt() - Integer.BYTES);
  }

  private static void forward(OutputStream out, byte[] type, byte[] body) throws IOException {
    ByteBuffer message = ByteBuffer.allocate(type.length + Integer.BYTES + body.length);
    message.put(type).putInt(Integer.BYTES + body.length).put(body);
    out.write(message.array());
    out.flush();
  }

  /** The name of the prepared statement comes first. */
  private static String parsed(byte[] body) {
    int name = 0;
    while (body[name] != 0) {
      name++;
    }
    return text(body, name + 1);
  }

  private static String text(byte[] body, int start) {
    int end = start;
    while (body[end] != 0) {
      end++;
    }
    return new String(body, start, end - start, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
