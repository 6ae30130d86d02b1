package io.tenantry.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A loopback port in front of a server, so that a test can take the server away and bring it back,
 * whichever kind it is. While cut, connections are refused, as by a server that is down; while
 * delayed, they stay open and all that is sent arrives late.
 */
public final class TcpProxy implements AutoCloseable {

  private static final int PIECE = 16_384;
  private static final long STEP_NANOS = 1_000_000;

  private final InetSocketAddress target;
  private final int port;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private @Nullable Listener listener;
  private volatile Duration delay = Duration.ZERO;

  private TcpProxy(InetSocketAddress target) {
    this.target = target;
    // Held while cut as well, so that it is still there to be restored.
    this.port = FreePort.find();
    this.listener = listen();
  }

  /** A proxy in front of that server, open. */
  public static TcpProxy to(String host, int port) {
    return new TcpProxy(new InetSocketAddress(host, port));
  }

  /** A proxy in front of the broker; see {@link Broker#through}. */
  public static TcpProxy to(Broker broker) {
    return to(broker.host(), broker.port());
  }

  /** The port to connect to; it stays the same over {@link #cut()} and {@link #restore()}. */
  public int port() {
    return port;
  }

  /** Drops all connections and refuses new ones. */
  public synchronized void cut() {
    Listener current = listener;
    listener = null;
    if (current != null) {
      current.end();
    }
    // A connection accepted just before is in the set or sees that its listener is closed.
    open.forEach(TcpProxy::closeQuietly);
    open.clear();
  }

  /** Accepts connections again. */
  public synchronized void restore() {
    if (listener == null) {
      listener = listen();
    }
  }

  /** Keeps each piece of data back for so long, in both directions, until this is called again. */
  public void delay(Duration time) {
    delay = time;
  }

  @Override
  public void close() {
    cut();
  }

  private Listener listen() {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
      return new Listener(socket, Thread.ofVirtual().start(() -> accept(socket)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket from) {
    while (!from.isClosed()) {
      try {
        Socket client = from.accept();
        Thread.ofVirtual().start(() -> connect(from, client));
      } catch (IOException e) {
        closeQuietly(from);
      }
    }
  }

  private void connect(ServerSocket from, Socket client) {
    Socket server = new Socket();
    try {
      open.add(client);
      open.add(server);
      server.connect(target);
      if (from.isClosed()) {
        throw new IOException("cut");
      }
      Thread.ofVirtual().start(() -> copy(client, server));
      copy(server, client);
    } catch (IOException e) {
      end(client, server);
    }
  }

  private void copy(Socket from, Socket to) {
    try {
      InputStream input = from.getInputStream();
      byte[] piece = new byte[PIECE];
      for (int length = input.read(piece); length >= 0; length = input.read(piece)) {
        hold(System.nanoTime());
        to.getOutputStream().write(piece, 0, length);
      }
    } catch (IOException e) {
      // One side is gone; so is the other, below.
    }
    end(from, to);
  }

  /** In small steps, so that the end of a long delay is the end of it for all that waits. */
  private void hold(long since) {
    while (System.nanoTime() - since < delay.toNanos()) {
      LockSupport.parkNanos(Math.min(STEP_NANOS, delay.toNanos()));
    }
  }

  private void end(Socket one, Socket other) {
    closeQuietly(one);
    closeQuietly(other);
    open.remove(one);
    open.remove(other);
  }

  private static void closeQuietly(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      throw new IllegalStateException("a socket can't be closed", e);
    }
  }

  private record Listener(ServerSocket socket, Thread thread) {

    /** The port refuses connections only when the thread that waits for one has let it go. */
    void end() {
      closeQuietly(socket);
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
