package io.tenantry.bench;

/**
 * How much is measured: enough for figures that mean something, or just enough to see that it runs.
 */
enum Size {
  SHORT,
  FULL;

  int of(int full, int brief) {
    return this == FULL ? full : brief;
  }
}
