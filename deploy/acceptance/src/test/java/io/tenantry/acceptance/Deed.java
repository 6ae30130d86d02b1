package io.tenantry.acceptance;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What a client asked for, and whether it was done. */
record Deed(String client, Operation operation, boolean done) {

  /**
   * The states that deeds done at the same time may have left: those of every order of them that
   * explains each answer. None if no order does.
   */
  static Set<ModelState> explain(ModelState before, List<Deed> deeds) {
    if (deeds.isEmpty()) {
      return Set.of(before);
    }
    Set<ModelState> states = new HashSet<>();
    for (int i = 0; i < deeds.size(); i++) {
      int first = i;
      List<Deed> others =
          IntStream.range(0, deeds.size()).filter(n -> n != first).mapToObj(deeds::get).toList();
      deeds.get(i).on(before).forEach(next -> states.addAll(explain(next, others)));
    }
    return states;
  }

  private Set<ModelState> on(ModelState state) {
    if (done) {
      return operation.on(state).map(Set::of).orElse(Set.of());
    }
    return operation.mayBeRefused(state) ? Set.of(state) : Set.of();
  }
}
