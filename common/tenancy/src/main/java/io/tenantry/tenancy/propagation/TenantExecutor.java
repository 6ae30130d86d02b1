package io.tenantry.tenancy.propagation;

import io.tenantry.tenancy.CurrentTenant;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs work in the scope of whoever hands it over. The executors that Spring Boot makes do so by
 * themselves; this is for yours.
 */
public final class TenantExecutor extends AbstractExecutorService {

  private final ExecutorService threads;

  /**
   * @param threads run the work and are shut down with this
   */
  public TenantExecutor(ExecutorService threads) {
    this.threads = threads;
  }

  @Override
  public void execute(Runnable work) {
    threads.execute(CurrentTenant.carry(work));
  }

  @Override
  public void shutdown() {
    threads.shutdown();
  }

  @Override
  public List<Runnable> shutdownNow() {
    return threads.shutdownNow();
  }

  @Override
  public boolean isShutdown() {
    return threads.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return threads.isTerminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return threads.awaitTermination(timeout, unit);
  }
}
