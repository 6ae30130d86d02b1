package io.tenantry.bench;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Stands between an application and PostgreSQL, and counts what the driver sends. */
final class RoundTrips implements AutoCloseable {

  private final ServerSocket listener;
  private final String host;
  private final int port;
  private final LongAdder statements = new LongAdder();
  private final LongAdder waits = new LongAdder();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  RoundTrips(String host, int port) throws IOException {
    this.host = host;
    this.port = port;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  void reset() {
    statements.reset();
    waits.reset();
  }

  /** Executions, of the switch to a tenant too. */
  long statements() {
    return statements.sum();
  }

  /** How often the driver waited for the server. */
  long count() {
    return waits.sum();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Socket server = new Socket(host, port);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        open.add(client);
        open.add(server);
        Thread.ofVirtual().start(() -> answers(server, client));
        Thread.ofVirtual().start(() -> questions(client, server));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void answers(Socket server, Socket client) {
    try (server;
        client) {
      server.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException e) {
      // one of them is gone
    }
  }

  /** The first message has no type. */
  private void questions(Socket client, Socket server) {
    try (client;
        server) {
      var in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
      OutputStream out = server.getOutputStream();
      out.write(message(ByteBuffer.allocate(0), in).array());
      while (true) {
        byte type = in.readByte();
        count(type);
        out.write(message(ByteBuffer.allocate(1).put(0, type), in).array());
      }
    } catch (IOException e) {
      // the driver has closed its connection
    }
  }

  private void count(byte type) {
    switch (type) {
      case 'E' -> statements.increment();
      case 'S' -> waits.increment();
      case 'Q' -> {
        statements.increment();
        waits.increment();
      }
      default -> {
        // parse, bind and the like are parts of an execution
      }
    }
  }

  /** The length counts itself. */
  private static ByteBuffer message(ByteBuffer type, DataInputStream in) throws IOException {
    int length = in.readInt();
    byte[] body = in.readNBytes(length - Integer.BYTES);
    return ByteBuffer.allocate(type.capacity() + length).put(type).putInt(length).put(body);
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
