package io.tenantry.chaos.cluster;

import java.util.concurrent.locks.ReentrantLock;

/** A process of the installation that can be struck; one blow at a time. */
public abstract class Part {

  private final String name;
  private final ReentrantLock lock = new ReentrantLock();

  protected Part(String name) {
    this.name = name;
  }

  public final String name() {
    return name;
  }

  /** Does something to it that nothing else may interrupt. */
  public final void exclusively(Runnable deed) {
    lock.lock();
    try {
      deed.run();
    } finally {
      lock.unlock();
    }
  }

  /** Does it unless something is being done to it at this moment. */
  public final void ifFree(Runnable deed) {
    if (lock.tryLock()) {
      try {
        deed.run();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Starts it after {@link #kill} or {@link #stop}; it need not be ready when this returns. */
  public abstract void start();

  /** Asks it to end, and waits until it has. */
  public abstract void stop();

  /** Ends it as {@code kill -9} does. */
  public abstract void kill();

  /** Stops it where it is, as {@code SIGSTOP} does. */
  public abstract void freeze();

  /** Lets it go on. */
  public abstract void thaw();

  /** Whether its process is there. */
  public abstract boolean isAlive();

  /** Whether it answers. */
  public abstract boolean isReady();

  @Override
  public final String toString() {
    return name;
  }
}
