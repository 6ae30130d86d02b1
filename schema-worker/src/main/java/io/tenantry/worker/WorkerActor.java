package io.tenantry.worker;

import io.tenantry.registry.Actor;

/** How the audit log calls the workers. */
public final class WorkerActor {

  /** Any of them; the attempts say which. */
  public static final Actor WORKER = new Actor("worker", null);

  private WorkerActor() {}
}
