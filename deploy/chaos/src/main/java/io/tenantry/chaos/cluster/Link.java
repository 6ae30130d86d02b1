package io.tenantry.chaos.cluster;

import io.tenantry.testing.TcpProxy;
import java.time.Duration;

/** What lies between the services and a server. */
public final class Link implements AutoCloseable {

  private final String name;
  private final TcpProxy proxy;

  Link(String name, int target) {
    this.name = name;
    this.proxy = TcpProxy.to("127.0.0.1", target);
  }

  int port() {
    return proxy.port();
  }

  /** Drops all connections and refuses new ones. */
  public void cut() {
    proxy.cut();
  }

  /** Keeps what is sent back for so long. */
  public void delay(Duration time) {
    proxy.delay(time);
  }

  /** As it was. */
  public void heal() {
    proxy.delay(Duration.ZERO);
    proxy.restore();
  }

  @Override
  public void close() {
    proxy.close();
  }

  @Override
  public String toString() {
    return name;
  }
}
