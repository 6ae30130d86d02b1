package io.tenantry.provisioning.preferences;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All the preferences that there are here. */
@Component
public class PreferenceKeys {

  private final SortedMap<String, PreferenceKey> keys = new TreeMap<>();

  PreferenceKeys(List<PreferenceKey> declared) {
    for (PreferenceKey key : declared) {
      if (keys.put(key.name(), key) != null) {
        throw new IllegalArgumentException("The preference " + key.name() + " is declared twice");
      }
    }
  }

  /** All of them, by name. */
  public Collection<PreferenceKey> all() {
    return keys.values();
  }

  /**
   * What somebody prefers, as it is kept; null resets a preference.
   *
   * @param given from JSON
   * @throws InvalidPreferenceException naming the first key that is unknown or has a wrong value
   */
  public Map<String, @Nullable Object> read(Map<String, ? extends @Nullable Object> given) {
    Map<String, @Nullable Object> read = new TreeMap<>();
    new TreeMap<>(given)
        .forEach(
            (name, value) -> {
              PreferenceKey key = keys.get(name);
              if (key == null) {
                throw new InvalidPreferenceException(name, "is not a known preference");
              }
              read.put(name, value == null ? null : read(key, value));
            });
    return read;
  }

  private static Object read(PreferenceKey key, Object value) {
    try {
      return key.type().read(value);
    } catch (IllegalArgumentException e) {
      throw new InvalidPreferenceException(key.name(), String.valueOf(e.getMessage()));
    }
  }
}
