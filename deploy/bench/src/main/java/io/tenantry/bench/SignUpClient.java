package io.tenantry.bench;

import io.tenantry.bench.load.HttpConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Signs tenants up from any number of threads, with next to no work of its own. Its connections are
 * kept: it must not be idle for longer than the server keeps them.
 */
final class SignUpClient implements AutoCloseable {

  private final Lab lab;
  private final Queue<HttpConnection> idle = new ConcurrentLinkedQueue<>();

  SignUpClient(Lab lab) {
    this.lab = lab;
  }

  /** The answer's status; it comes once the tenant is active, or at once. */
  int signUp(String schemaName, boolean wait) {
    byte[] request = lab.signUpRequest(schemaName, wait);
    try {
      HttpConnection kept = idle.poll();
      HttpConnection connection = kept == null ? lab.connectToProvisioning() : kept;
      int status = connection.exchange(request);
      idle.add(connection);
      return status;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    idle.forEach(HttpConnection::close);
  }
}
