package io.tenantry.provisioning.preferences;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that a tenant can prefer. Every bean of this type is a key, so a product adds its own
 * as beans. Not for secrets: values are shown.
 *
 * @param name such as {@code mail.from-name}
 * @param defaultValue for tenants that have chosen nothing; null for nothing
 * @param changeableBy who may change it
 */
public record PreferenceKey(
    String name,
    String description,
    PreferenceType type,
    @Nullable Object defaultValue,
    Set<Changer> changeableBy) {

  private static final Pattern NAME =
      Pattern.compile("(?=.{1,100}$)[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)*");

  /** Who may change a preference. */
  public enum Changer {
    /** Those who run the platform, over the provisioning API; they may change every key. */
    OPERATOR,
    /** The tenant's own administrators. */
    TENANT
  }

  /**
   * @throws IllegalArgumentException if the name is none, or the default not of the type
   */
  public PreferenceKey {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("no name for a preference: " + name);
    }
    if (defaultValue != null) {
      try {
        defaultValue = type.read(defaultValue);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "the default of the preference " + name + " " + e.getMessage(), e);
      }
    }
    changeableBy = Set.copyOf(changeableBy);
  }

  /** One that the platform decides. */
  public static PreferenceKey ofOperator(
      String name, String description, PreferenceType type, @Nullable Object defaultValue) {
    return new PreferenceKey(name, description, type, defaultValue, EnumSet.of(Changer.OPERATOR));
  }

  /** One that tenants decide too. */
  public static PreferenceKey ofTenant(
      String name, String description, PreferenceType type, @Nullable Object defaultValue) {
    return new PreferenceKey(name, description, type, defaultValue, EnumSet.allOf(Changer.class));
  }

  /** Whether a value that was stored once is still one of this key. */
  boolean allows(Object value) {
    try {
      return type.read(value).equals(value);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
