package io.tenantry.chaos.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which answers were possible when. */
final class Moments {

  private record Moment(long since, Set<Integer> answers) {}

  private final List<Moment> all = new ArrayList<>();

  void add(long now, Set<Integer> answers) {
    if (all.isEmpty() || !all.getLast().answers().equals(answers)) {
      all.add(new Moment(now, answers));
    }
  }

  /** All that were possible at some time between. */
  Set<Integer> between(long from, long to) {
    Set<Integer> possible = new HashSet<>();
    for (int i = 0; i < all.size(); i++) {
      boolean begins = all.get(i).since() - to <= 0;
      boolean lasts = i + 1 == all.size() || all.get(i + 1).since() - from >= 0;
      if (begins && lasts) {
        possible.addAll(all.get(i).answers());
      }
    }
    return possible;
  }
}
