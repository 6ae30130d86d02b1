package io.tenantry.tenancy.web;

import io.tenantry.tenancy.ConditionalOnTenancy;
import io.tenantry.tenancy.PlanLimits;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TenantScope;
import jakarta.servlet.DispatcherType;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/**
 * Tenancy switched off: the application's code finds a tenant, and it is always the same one. Its
 * plan allows everything, and nothing in the database knows of it.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnTenancy(false)
@EnableConfigurationProperties(EdgeProperties.class)
class OneTenantAutoConfiguration {

  private static final String NAME = "default";

  @Bean
  FilterRegistrationBean<OneTenantFilter> oneTenantFilter(
      EdgeProperties edge, @Value("${spring.application.name:" + NAME + "}") String name) {
    Tenant tenant =
        new Tenant(
            new UUID(0, 0),
            name,
            NAME,
            NAME,
            0,
            NAME,
            NAME,
            PlanLimits.NONE,
            edge.base().value(),
            null);
    var registration =
        new FilterRegistrationBean<>(new OneTenantFilter(new TenantScope.InTenant(tenant)));
    registration.setOrder(EdgeAutoConfiguration.FILTER_ORDER);
    registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
    return registration;
  }

  @Bean
  TenantLinks tenantLinks(EdgeProperties edge) {
    return new TenantLinks(new PublicUrl(edge.publicUrl()));
  }
}
