package io.tenantry.techstore.users;

import static io.tenantry.techstore.users.Permission.PRODUCTS_READ;
import static io.tenantry.techstore.users.Permission.PRODUCTS_WRITE;
import static io.tenantry.techstore.users.Permission.SERVICE_READ;
import static io.tenantry.techstore.users.Permission.SERVICE_WRITE;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What somebody is in the shop. */
public enum Role {
  @JsonProperty("owner")
  OWNER(EnumSet.allOf(Permission.class)),
  @JsonProperty("technician")
  TECHNICIAN(EnumSet.of(SERVICE_READ, SERVICE_WRITE, PRODUCTS_READ)),
  @JsonProperty("sales")
  SALES(EnumSet.of(PRODUCTS_READ, PRODUCTS_WRITE, SERVICE_READ));

  private final Set<Permission> permissions;

  Role(Set<Permission> permissions) {
    this.permissions = Set.copyOf(permissions);
  }

  public Set<Permission> permissions() {
    return permissions;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Empty if there is no such role. */
  public static Optional<Role> find(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }

  static Role of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
