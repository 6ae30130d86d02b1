package io.tenantry.techstore.access.web;

import static io.tenantry.techstore.users.Permission.PRODUCTS_READ;
import static io.tenantry.techstore.users.Permission.PRODUCTS_WRITE;
import static io.tenantry.techstore.users.Permission.SERVICE_READ;
import static io.tenantry.techstore.users.Permission.SERVICE_WRITE;
import static io.tenantry.techstore.users.Permission.USERS_MANAGE;

import io.tenantry.problems.ProblemWriter;
import io.tenantry.techstore.users.Permission;
import io.tenantry.tenancy.CurrentTenant;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Which permission each part of a shop's API needs. What is not named may be read by everybody who
 * is logged in, and changed by owners. The platform's own site and the actuator need none.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  private static final RequestMatcher WITHOUT_TOKEN =
      new OrRequestMatcher(
          Stream.of(
                  "/api/login",
                  "/api/token/refresh",
                  "/api/invitations/accept",
                  "/api/impersonation")
              .map(path -> PathPatternRequestMatcher.pathPattern(HttpMethod.POST, path))
              .toArray(RequestMatcher[]::new));

  private static final RequestMatcher WITH_TOKEN =
      new AndRequestMatcher(
          request -> CurrentTenant.find().isPresent(),
          PathPatternRequestMatcher.pathPattern("/api/**"),
          new NegatedRequestMatcher(WITHOUT_TOKEN));

  @Bean
  SecurityFilterChain tokensAndPermissions(
      HttpSecurity http,
      ProblemWriter problems,
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver failures) {
    RefusalProblems refusals = new RefusalProblems(problems, failures);
    return http.csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(
                        policy ->
                            policy.policyDirectives("default-src 'self'; frame-ancestors 'none'"))
                    .referrerPolicy(
                        policy ->
                            policy.policy(ReferrerPolicyHeaderWriter.ReferrerPolicy.NO_REFERRER)))
        .exceptionHandling(
            refused -> refused.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .oauth2ResourceServer(
            server ->
                server
                    .jwt(jwt -> {})
                    .bearerTokenResolver(whereNeeded())
                    .authenticationEntryPoint(refusals)
                    .accessDeniedHandler(refusals)
                    .withObjectPostProcessor(failingWith(refusals)))
        .authorizeHttpRequests(SecurityConfiguration::permissions)
        .build();
  }

  private static void permissions(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          requests) {
    requests
        .dispatcherTypeMatchers(DispatcherType.ERROR)
        .permitAll()
        .requestMatchers(new NegatedRequestMatcher(WITH_TOKEN))
        .permitAll();
    part(requests, PRODUCTS_READ, PRODUCTS_WRITE, "/api/products/**", "/api/categories/**");
    part(requests, SERVICE_READ, SERVICE_WRITE, "/api/service/**", "/api/benches/**");
    requests
        .requestMatchers(HttpMethod.GET, "/api/users/me")
        .authenticated()
        .requestMatchers(HttpMethod.PUT, "/api/users/me/password")
        .authenticated()
        .requestMatchers("/api/users/**", "/api/invitations/**")
        .hasAuthority(USERS_MANAGE.word())
        .requestMatchers(HttpMethod.POST, "/api/logout")
        .authenticated()
        .requestMatchers(SecurityConfiguration::isRead)
        .authenticated()
        .anyRequest()
        .hasAuthority(USERS_MANAGE.word());
  }

  private static void part(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          requests,
      Permission toRead,
      Permission toWrite,
      String... paths) {
    requests
        .requestMatchers(HttpMethod.GET, paths)
        .hasAuthority(toRead.word())
        .requestMatchers(HttpMethod.HEAD, paths)
        .hasAuthority(toRead.word())
        .requestMatchers(paths)
        .hasAuthority(toWrite.word());
  }

  private static boolean isRead(HttpServletRequest request) {
    return HttpMethod.GET.matches(request.getMethod())
        || HttpMethod.HEAD.matches(request.getMethod());
  }

  /** Elsewhere a token is not looked at, so that an old one keeps nobody from logging in. */
  private static BearerTokenResolver whereNeeded() {
    BearerTokenResolver header = new DefaultBearerTokenResolver();
    return request -> WITH_TOKEN.matches(request) ? header.resolve(request) : null;
  }

  private static ObjectPostProcessor<BearerTokenAuthenticationFilter> failingWith(
      RefusalProblems refusals) {
    return new ObjectPostProcessor<>() {
      @Override
      public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
        filter.setAuthenticationFailureHandler(refusals::unauthenticated);
        return filter;
      }
    };
  }
}
