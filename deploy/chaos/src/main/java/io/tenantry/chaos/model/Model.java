package io.tenantry.chaos.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** All tenants that clients know of, and the sign-ups that nobody has answered yet. */
public final class Model {

  private final Map<UUID, TenantModel> tenants = new ConcurrentHashMap<>();
  private final List<TenantModel> order = new CopyOnWriteArrayList<>();
  private final Map<UUID, UUID> ids = new ConcurrentHashMap<>();
  private final Map<UUID, SignUp> signUps = new ConcurrentHashMap<>();
  private final Queue<SignUp> unanswered = new ConcurrentLinkedQueue<>();

  /** About to be sent for the first time. */
  public void asks(SignUp signUp) {
    signUps.put(signUp.key(), signUp);
  }

  /** Nobody knows what came of it: it has to be asked again. */
  public void isUnanswered(SignUp signUp) {
    unanswered.add(signUp);
  }

  /** One to ask again, if there is any. */
  public Optional<SignUp> nextUnanswered() {
    return Optional.ofNullable(unanswered.poll());
  }

  public boolean hasUnanswered() {
    return !unanswered.isEmpty();
  }

  /** It was accepted; says what is wrong with that, if anything. */
  public Optional<String> accepted(SignUp signUp, UUID tenant, long now) {
    UUID first = ids.putIfAbsent(signUp.key(), tenant);
    if (first != null && !first.equals(tenant)) {
      return Optional.of(signUp + " became both " + first + " and " + tenant);
    }
    tenants.computeIfAbsent(
        tenant,
        id -> {
          TenantModel model =
              new TenantModel(id, signUp.name(), signUp.schemaName(), signUp.trial(), now);
          order.add(model);
          return model;
        });
    return Optional.empty();
  }

  /** In the order of their answers. */
  public List<TenantModel> tenants() {
    return order;
  }

  /** All sign-ups that were sent. */
  public List<SignUp> signUps() {
    return List.copyOf(signUps.values());
  }
}
