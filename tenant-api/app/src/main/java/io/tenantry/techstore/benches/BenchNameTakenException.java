package io.tenantry.techstore.benches;

/** Another bench of the workshop has this name, whatever the case. */
public final class BenchNameTakenException extends RuntimeException {

  BenchNameTakenException(String name) {
    super("Another bench is called \"" + name + "\".");
  }
}
