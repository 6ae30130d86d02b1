package io.tenantry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.registry.TenantStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A tenant as the model knows it: what it may be, and all that was asked of it. */
final class ModelTenant {

  private final UUID id;
  private final List<String> domains = new ArrayList<>();
  private final Map<String, Long> done = new HashMap<>();
  private final List<String> story = new ArrayList<>();
  private Set<ModelState> states;

  ModelTenant(UUID id, ModelState state) {
    this.id = id;
    this.states = new HashSet<>(Set.of(state));
  }

  UUID id() {
    return id;
  }

  /** Its address below {@code /tenants}. */
  String path() {
    return "/" + id;
  }

  /** Domains that somebody asked for; it need not have them. */
  List<String> domains() {
    return domains;
  }

  /** Deeds that were done at the same time; some order of them must explain each answer. */
  void did(List<Deed> deeds) {
    story.add(states + " " + deeds);
    Set<ModelState> after = new HashSet<>();
    states.forEach(state -> after.addAll(Deed.explain(state, deeds)));
    assertThat(after).as(() -> "no order explains " + this).isNotEmpty();
    states = after;
    deeds.stream()
        .filter(deed -> deed.done() && deed.operation() != Operation.MAKE_PRIMARY)
        .forEach(deed -> done.merge(deed.client(), 1L, Long::sum));
  }

  /** How much of what surely changed something that client has done. */
  long doneBy(String client) {
    return done.getOrDefault(client, 0L);
  }

  /** What the registry shows must be one of the states that it may be in. */
  void isSeen(TenantStatus status, boolean onTrial) {
    states.removeIf(state -> state.status() != status || state.onTrial() != onTrial);
    assertThat(states).as(() -> status + " does not follow from " + this).isNotEmpty();
  }

  @Override
  public String toString() {
    return id + ":\n  " + String.join("\n  ", story);
  }
}
