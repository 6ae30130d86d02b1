package io.tenantry.provisioning.preferences;

import io.tenantry.events.TenantUpdated;
import io.tenantry.messaging.outbox.Outbox;
import io.tenantry.registry.Actor;
import io.tenantry.registry.Audit;
import io.tenantry.registry.ExpectedVersion;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.TenantGuard;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantNotFoundException;
import io.tenantry.registry.TenantStatus;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Shows and changes what tenants prefer. */
@Service
public class PreferenceDesk {

  private static final Set<TenantStatus> ALL_BUT_DELETED =
      EnumSet.complementOf(EnumSet.of(TenantStatus.DELETED));

  private final PreferenceKeys keys;
  private final TenantPreferences preferences;
  private final TenantGuard guard;
  private final Outbox outbox;
  private final Audit audit;

  PreferenceDesk(
      PreferenceKeys keys,
      TenantPreferences preferences,
      TenantGuard guard,
      Outbox outbox,
      Audit audit) {
    this.keys = keys;
    this.preferences = preferences;
    this.guard = guard;
    this.outbox = outbox;
    this.audit = audit;
  }

  /**
   * What holds for the tenant.
   *
   * @throws TenantNotFoundException if there is no such tenant
   */
  public EffectivePreferences of(TenantId id) {
    TenantPreferences.Chosen chosen =
        preferences.find(id).orElseThrow(() -> new TenantNotFoundException(id));
    return effective(chosen.version(), chosen.values());
  }

  /**
   * Changes what is given and leaves the rest; null resets. Where nothing differs, nothing happens
   * and no event tells of it.
   *
   * @throws InvalidPreferenceException if a key or a value is wrong; then nothing changes
   * @throws TenantNotFoundException if there is no such tenant
   * @throws io.tenantry.registry.StaleVersionException if it is not as the caller saw it
   * @throws io.tenantry.registry.WrongStatusException if it is DELETED
   */
  @Transactional
  public EffectivePreferences change(
      TenantId id,
      ExpectedVersion expected,
      Map<String, ? extends @Nullable Object> given,
      Actor actor) {
    Map<String, @Nullable Object> changes = keys.read(given);
    return change(guard.lock(id, expected, ALL_BUT_DELETED), changes, actor);
  }

  private EffectivePreferences change(
      Tenant tenant, Map<String, @Nullable Object> changes, Actor actor) {
    TenantPreferences.Chosen before = preferences.find(tenant.id()).orElseThrow();
    Map<String, Object> chosen = new TreeMap<>(before.values());
    changes.forEach(
        (key, value) -> {
          if (value == null) {
            chosen.remove(key);
          } else {
            chosen.put(key, value);
          }
        });
    if (chosen.equals(before.values())) {
      return effective(before.version(), before.values());
    }
    long sequence = preferences.change(tenant.id(), chosen);
    outbox.append(new TenantUpdated(tenant.id().value(), sequence, tenant.name(), tenant.plan()));
    audit.record(actor, "tenant.change-preferences", tenant.id(), text(changes));
    return effective(sequence, chosen);
  }

  private EffectivePreferences effective(long version, Map<String, Object> chosen) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    List<String> defaults = new ArrayList<>();
    for (PreferenceKey key : keys.all()) {
      Object value = chosen.get(key.name());
      if (value != null && key.allows(value)) {
        values.put(key.name(), value);
      } else {
        values.put(key.name(), key.defaultValue());
        defaults.add(key.name());
      }
    }
    return new EffectivePreferences(version, values, defaults);
  }

  /** Which, but not what: some are addresses. */
  private static String text(Map<String, @Nullable Object> changes) {
    return changes.entrySet().stream()
        .map(change -> change.getKey() + (change.getValue() == null ? " reset" : ""))
        .collect(Collectors.joining(", "));
  }
}
