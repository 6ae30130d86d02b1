package io.tenantry.tenancy.web;

import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.TenantScope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.condition.RequestCondition;

/**
 * On which side a controller answers; requests of the other side do not find it.
 *
 * @param types of the tenants that find it; empty for all
 */
record Side(Kind kind, Set<String> types) implements RequestCondition<Side> {

  static final Side PUBLIC = new Side(Kind.PUBLIC, Set.of());

  /** What belongs to the frame, such as error pages. */
  static final Side BOTH = new Side(Kind.BOTH, Set.of());

  /** In the order of preference, should the paths be the same. */
  enum Kind {
    TYPE,
    TENANT,
    PUBLIC,
    BOTH
  }

  static Side tenants(Set<String> types) {
    return new Side(types.isEmpty() ? Kind.TENANT : Kind.TYPE, types);
  }

  @Override
  public Side combine(Side other) {
    return other;
  }

  @Override
  public @Nullable Side getMatchingCondition(HttpServletRequest request) {
    return kind == Kind.BOTH || CurrentTenant.scope().filter(this::includes).isPresent()
        ? this
        : null;
  }

  private boolean includes(TenantScope scope) {
    return switch (scope) {
      case TenantScope.InTenant(var tenant) ->
          kind == Kind.TENANT || kind == Kind.TYPE && types.contains(tenant.type());
      case TenantScope.InPublic _ -> kind == Kind.PUBLIC;
    };
  }

  @Override
  public int compareTo(Side other, HttpServletRequest request) {
    return kind.compareTo(other.kind);
  }
}
