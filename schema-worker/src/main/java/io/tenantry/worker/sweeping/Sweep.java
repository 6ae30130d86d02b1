package io.tenantry.worker.sweeping;

/** Orders what is due of one kind of work. Any worker may, at any time. */
public interface Sweep {

  /** The most that one sweep orders. */
  int BATCH = 100;

  /** One sweep; says how many work orders it wrote. */
  int sweep();
}
