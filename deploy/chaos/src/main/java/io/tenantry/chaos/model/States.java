package io.tenantry.chaos.model;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The states that a tenant may be in. A change whose outcome nobody knows may happen at any later
 * moment, so the states after it are possible from then on, beside the others.
 */
final class States {

  /** Longer than any part stands still, and than any server works on a request. */
  private static final long MOST_NANOS = Duration.ofMinutes(2).toNanos();

  private record Afloat(Change change, long since) {}

  private final List<Afloat> afloat = new ArrayList<>();
  private Set<State> known;

  States(State first) {
    known = Set.of(first);
  }

  /** Everything that it may be by now. */
  Set<State> possible() {
    Set<State> all = new HashSet<>(known);
    Deque<State> open = new ArrayDeque<>(known);
    while (!open.isEmpty()) {
      State state = open.pop();
      List<State> next = new ArrayList<>(state.byItself());
      afloat.forEach(each -> each.change().on(state).ifPresent(next::add));
      next.stream().filter(all::add).forEach(open::push);
    }
    return all;
  }

  /** From now on it may happen. */
  void begin(Change change, long now) {
    if (afloat.stream().anyMatch(each -> now - each.since() > MOST_NANOS)) {
      known = possible();
      afloat.removeIf(each -> now - each.since() > MOST_NANOS);
    }
    afloat.add(new Afloat(change, now));
  }

  /** The one that was begun last. */
  private void sink(Change change) {
    for (int i = afloat.size() - 1; i >= 0; i--) {
      if (afloat.get(i).change() == change) {
        afloat.remove(i);
        return;
      }
    }
  }

  /** It has not happened and will not: false if no possible state allows that. */
  boolean refused(Change change) {
    sink(change);
    return keep(state -> change.mayBeRefused() || change.on(state).isEmpty());
  }

  /** It was never sent. */
  void withdrawn(Change change) {
    sink(change);
  }

  /** It has happened: false if no possible state allows that. */
  boolean done(Change change) {
    sink(change);
    Set<State> after = new HashSet<>();
    possible().forEach(state -> change.on(state).ifPresent(after::add));
    if (after.isEmpty()) {
      return false;
    }
    known = after;
    return true;
  }

  /** Somebody has seen it: false if it can't be. */
  boolean keep(Predicate<State> seen) {
    Set<State> left = new HashSet<>(possible());
    left.removeIf(seen.negate());
    if (left.isEmpty()) {
      return false;
    }
    known = left;
    return true;
  }
}
