package io.tenantry.launcher;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** What has been started, to be closed in reverse order, once, whoever asks first. */
final class Children implements AutoCloseable {

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private volatile boolean closed;

  /** Starts one more, unless the end has come: then nothing may be left behind. */
  synchronized <T extends AutoCloseable> T add(Supplier<T> start) {
    if (closed) {
      throw new LaunchException("stopped");
    }
    T child = start.get();
    started.push(child);
    return child;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception e) {
        System.err.println("deploy/up: " + e);
      }
    }
  }
}
