package io.tenantry.tenancy.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.tenantry.problems.ProblemWriter;
import io.tenantry.tenancy.ConditionalOnTenancy;
import io.tenantry.tenancy.routing.Routes;
import io.tenantry.tracing.MessageTraces;
import jakarta.servlet.DispatcherType;
import java.util.List;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The filter at the edge and the two sides of controllers. */
@AutoConfiguration(
    before = WebMvcAutoConfiguration.class,
    afterName = "io.tenantry.tenancy.routing.RoutingAutoConfiguration")
@ConditionalOnWebApplication(type = Type.SERVLET)
@EnableConfigurationProperties({
  EdgeProperties.class,
  ResolverProperties.class,
  ServedVersions.class
})
@ConditionalOnTenancy
class EdgeAutoConfiguration {

  /** After the bound of bodies, before security and everything of the application. */
  static final int FILTER_ORDER = Ordered.HIGHEST_PRECEDENCE + 30;

  @Bean
  @ConditionalOnMissingBean
  UnknownTenantHandler unknownTenantHandler(ProblemWriter problems) {
    return new UnknownTenantProblem(problems);
  }

  @Bean
  TenantGate tenantGate(Routes routes, ServedVersions versions, ResolverProperties resolvers) {
    return new TenantGate(routes, versions, resolvers.unknown());
  }

  @Bean
  TenantLinks tenantLinks(EdgeProperties edge) {
    return new TenantLinks(new PublicUrl(edge.publicUrl()));
  }

  @Bean
  LimitAdvice limitAdvice() {
    return new LimitAdvice();
  }

  @Bean
  RefusedTenantAdvice refusedTenantAdvice(TenantGate gate) {
    return new RefusedTenantAdvice(gate);
  }

  @Bean
  FilterRegistrationBean<TenantFilter> tenantFilter(
      ObjectProvider<TenantResolver> resolvers,
      TenantGate gate,
      ObjectProvider<MeterRegistry> meters,
      ObjectProvider<MessageTraces> traces,
      Environment environment,
      EdgeProperties edge,
      ResolverProperties resolverProperties,
      UnknownTenantHandler unknown,
      ProblemWriter problems) {
    ForwardedHeaders.refuseBelief(environment);
    var actuator =
        new ActuatorPaths(
            environment.getProperty("management.endpoints.web.base-path", "/actuator"));
    var refusals = new Refusals(meters.getIfAvailable(() -> Metrics.globalRegistry));
    var filter =
        new TenantFilter(
            new ResolverChain(edge, resolverProperties).with(resolvers.stream().toList()),
            gate,
            actuator,
            refusals,
            problems,
            new PublicUrl(edge.publicUrl()),
            unknown,
            traces.getIfAvailable(() -> MessageTraces.OFF));
    var registration = new FilterRegistrationBean<>(filter);
    registration.setOrder(FILTER_ORDER);
    registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
    return registration;
  }

  @Bean
  WebMvcRegistrations sidedControllers(BeanFactory beans) {
    List<String> packages =
        AutoConfigurationPackages.has(beans) ? AutoConfigurationPackages.get(beans) : List.of();
    return new WebMvcRegistrations() {
      @Override
      public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new SidedHandlerMapping(packages);
      }
    };
  }
}
