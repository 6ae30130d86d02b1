package io.tenantry.tenancy.web;

import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.TenantScope;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.condition.RequestCondition;

/** On which side a controller answers; requests of the other side do not find it. */
enum Side implements RequestCondition<Side> {
  TENANT,
  PUBLIC,
  /** What belongs to the frame, such as error pages. */
  BOTH;

  @Override
  public Side combine(Side other) {
    return other;
  }

  @Override
  public @Nullable Side getMatchingCondition(HttpServletRequest request) {
    return this == BOTH || CurrentTenant.scope().filter(this::includes).isPresent() ? this : null;
  }

  private boolean includes(TenantScope scope) {
    return switch (scope) {
      case TenantScope.InTenant _ -> this == TENANT;
      case TenantScope.InPublic _ -> this == PUBLIC;
    };
  }

  @Override
  public int compareTo(Side other, HttpServletRequest request) {
    return Integer.compare(ordinal(), other.ordinal());
  }
}
