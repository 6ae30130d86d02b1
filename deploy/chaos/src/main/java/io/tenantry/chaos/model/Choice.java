package io.tenantry.chaos.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A name that may be one of several, since nobody knows which change of it was done last. */
public final class Choice {

  private final Set<String> ever = new LinkedHashSet<>();
  private final Set<String> possible = new LinkedHashSet<>();
  private final Set<String> afloat = new LinkedHashSet<>();

  Choice(String first) {
    ever.add(first);
    possible.add(first);
  }

  synchronized void mayBecome(@Nullable String next) {
    String value = Objects.requireNonNull(next);
    ever.add(value);
    possible.add(value);
    afloat.add(value);
  }

  /** Each name is asked for once, so what is afloat besides is another one. */
  synchronized void settle(@Nullable String next, boolean isDone) {
    String value = Objects.requireNonNull(next);
    afloat.remove(value);
    if (isDone) {
      possible.clear();
      possible.add(value);
      possible.addAll(afloat);
    } else {
      possible.remove(value);
    }
  }

  /** Whether it may be that one by now, or was it when it was asked for. */
  public synchronized boolean allows(String value) {
    return ever.contains(value);
  }

  /** Whether it must be that one in the end. */
  public synchronized boolean endsAs(String value) {
    return possible.contains(value);
  }

  /** What it may be in the end, the first known first. */
  public synchronized List<String> possible() {
    return List.copyOf(possible);
  }

  /** Whether somebody has asked for another one; when that was done, the client can't know. */
  public synchronized boolean wasAskedToChange() {
    return ever.size() > 1;
  }
}
