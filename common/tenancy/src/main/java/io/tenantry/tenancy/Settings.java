package io.tenantry.tenancy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong with a group of settings, to say it in one message. */
public final class Settings {

  private final String prefix;
  private final List<String> complaints = new ArrayList<>();

  private Settings(String prefix) {
    this.prefix = prefix;
  }

  public static Settings check(String prefix) {
    return new Settings(prefix);
  }

  public Settings positive(String name, Duration value) {
    return require(name, value.isPositive(), "must be longer than nothing, not " + value);
  }

  public Settings positive(String name, int value) {
    return require(name, value > 0, "must be positive, not " + value);
  }

  public Settings require(String name, boolean holds, String complaint) {
    if (!holds) {
      complaints.add(prefix + "." + name + " " + complaint);
    }
    return this;
  }

  public void orThrow() {
    if (!complaints.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", complaints));
    }
  }
}
