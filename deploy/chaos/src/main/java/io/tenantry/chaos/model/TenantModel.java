package io.tenantry.chaos.model;

import io.tenantry.registry.TenantStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A tenant as its clients know it: what was asked of it, what was answered, what it may be. */
public final class TenantModel {

  private final UUID id;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final States states;
  private final Moments moments = new Moments();
  private final Choice name;
  private final Choice schemaName;
  private final Map<String, Presence> domains = new HashMap<>();
  private final Map<Change, Integer> done = new EnumMap<>(Change.class);
  private final Map<Change, Integer> unknown = new EnumMap<>(Change.class);
  private final List<String> story = new ArrayList<>();

  /** Whether a tenant has a domain. */
  public enum Presence {
    YES,
    NO,
    PERHAPS
  }

  /** One that has just signed up, or did so at some time before {@code now}. */
  public TenantModel(UUID id, String name, String schemaName, boolean trial, long now) {
    this.id = id;
    this.states = new States(new State(TenantStatus.PENDING, null, trial));
    this.name = new Choice(name);
    this.schemaName = new Choice(schemaName);
    note("signed up as " + name);
    moments.add(now, answers());
  }

  public UUID id() {
    return id;
  }

  /** Takes it for a change; false if somebody has it. */
  public boolean take() {
    return busy.compareAndSet(false, true);
  }

  /** Gives it back. */
  public void release() {
    busy.set(false);
  }

  /**
   * A change is about to be asked for: it may happen at any moment from now on.
   *
   * @param value the name or domain that it is about, or nothing
   */
  public synchronized void begins(Change change, @Nullable String value, long now) {
    states.begin(change, now);
    switch (change) {
      case CALL_IT -> name.mayBecome(value);
      case RENAME -> schemaName.mayBecome(value);
      case ADD_DOMAIN, REMOVE_DOMAIN -> domains.put(value, Presence.PERHAPS);
      case SUSPEND, RESUME, RETRY, DELETE, RESTORE -> {}
    }
    moments.add(now, answers());
  }

  /** What came of it; says what is wrong with that, if anything. */
  public synchronized Optional<String> ended(
      Change change, @Nullable String value, Outcome outcome, long now) {
    note(change + (value == null ? "" : " " + value) + ": " + outcome);
    boolean explained =
        switch (outcome) {
          case Outcome.Done answer -> {
            done.merge(change, 1, Integer::sum);
            settle(change, value, true);
            yield states.done(change);
          }
          case Outcome.Refused answer -> {
            settle(change, value, false);
            if (change == Change.ADD_DOMAIN && answer.problem().endsWith(":domain-already-added")) {
              domains.put(value, Presence.YES);
            }
            yield states.refused(change);
          }
          case Outcome.Unknown answer -> {
            unknown.merge(change, 1, Integer::sum);
            yield true;
          }
          case Outcome.NotSent answer -> {
            states.withdrawn(change);
            yield true;
          }
        };
    moments.add(now, answers());
    return explained ? Optional.empty() : Optional.of("no order explains " + this);
  }

  private void settle(Change change, @Nullable String value, boolean isDone) {
    switch (change) {
      case CALL_IT -> name.settle(value, isDone);
      case RENAME -> schemaName.settle(value, isDone);
      case ADD_DOMAIN -> {
        if (isDone) {
          domains.put(value, Presence.YES);
        }
      }
      case REMOVE_DOMAIN -> {
        if (isDone) {
          domains.put(value, Presence.NO);
        }
      }
      case SUSPEND, RESUME, RETRY, DELETE, RESTORE -> {}
    }
  }

  /** Somebody has read it from the registry; says what is wrong with that, if anything. */
  public synchronized Optional<String> seen(JsonNode tenant, long now) {
    TenantStatus status = TenantStatus.valueOf(tenant.path("status").asString());
    boolean explained = states.keep(state -> state.status() == status);
    moments.add(now, answers());
    note("seen " + status);
    if (!explained) {
      return Optional.of(status + " does not follow from " + this);
    }
    String schema = tenant.path("schemaName").asString();
    String called = tenant.path("name").asString();
    return schemaName.allows(schema) && name.allows(called)
        ? Optional.empty()
        : Optional.of(
            "is called %s (%s), which nobody asked for: %s".formatted(called, schema, this));
  }

  /** Whether an answer of that time can be this tenant's by its status. */
  public synchronized boolean explains(int answer, long from, long to) {
    return moments.between(from, to).contains(answer);
  }

  private Set<Integer> answers() {
    return states.possible().stream()
        .flatMap(state -> state.answers().stream())
        .collect(Collectors.toSet());
  }

  /** Whether it may be that. */
  public synchronized boolean mayBe(TenantStatus status) {
    return states.possible().stream().anyMatch(state -> state.status() == status);
  }

  /** Whether it surely answers its users. */
  public synchronized boolean isServed() {
    return states.possible().stream()
        .allMatch(
            state -> state.status() == TenantStatus.ACTIVE || state.status() == TenantStatus.TRIAL);
  }

  /** Whether nothing can be done with it any more. */
  public synchronized boolean isOver() {
    return states.possible().stream().allMatch(state -> state.status() == TenantStatus.DELETED);
  }

  /** What it may be called in its schema. */
  public synchronized Choice schemaName() {
    return schemaName;
  }

  public synchronized Choice name() {
    return name;
  }

  /** Domains that somebody asked for. */
  public synchronized Map<String, Presence> domains() {
    return Map.copyOf(domains);
  }

  /** How often a change was done for sure. */
  public synchronized int done(Change change) {
    return done.getOrDefault(change, 0);
  }

  /** How often nobody knows whether it was done. */
  public synchronized int unknown(Change change) {
    return unknown.getOrDefault(change, 0);
  }

  private void note(String event) {
    story.add(event);
  }

  @Override
  public synchronized String toString() {
    Set<TenantStatus> statuses =
        states.possible().stream()
            .map(State::status)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Set<String> present = new HashSet<>(domains.keySet());
    return id + " " + statuses + " " + present + ":\n    " + String.join("\n    ", story);
  }
}
