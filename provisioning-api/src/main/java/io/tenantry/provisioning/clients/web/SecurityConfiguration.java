package io.tenantry.provisioning.clients.web;

import static io.tenantry.provisioning.clients.Scope.OPERATIONS;
import static io.tenantry.provisioning.clients.Scope.TENANTS_CREATE;
import static io.tenantry.provisioning.clients.Scope.TENANTS_DELETE;
import static io.tenantry.provisioning.clients.Scope.TENANTS_READ;
import static io.tenantry.provisioning.clients.Scope.TENANTS_WRITE;

import io.tenantry.problems.ProblemWriter;
import io.tenantry.provisioning.clients.ApiClients;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Which scope each part of the API needs. What is not named here needs a client at least. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  private static final String TENANTS = "/api/v1/tenants";
  private static final String PLANS = "/api/v1/plans";
  private static final String CLIENTS = "/api/v1/api-clients";
  private static final String OPERATORS = "/api/v1/operators";

  private static final RequestMatcher OPEN =
      new OrRequestMatcher(
          Stream.of("/v3/api-docs/**", "/v3/api-docs.yaml", "/actuator/**")
              .map(path -> PathPatternRequestMatcher.pathPattern(HttpMethod.GET, path))
              .toArray(RequestMatcher[]::new));

  private static final RequestMatcher TENANT_DELETION =
      PathPatternRequestMatcher.pathPattern(HttpMethod.DELETE, TENANTS + "/{id}");

  @Bean
  SecurityFilterChain keysAndScopes(
      HttpSecurity http, ApiClients clients, RequestLimits limits, ProblemWriter problems) {
    var refusals = new RefusalProblems(problems);
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
                            policy.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                    .referrerPolicy(
                        policy ->
                            policy.policy(ReferrerPolicyHeaderWriter.ReferrerPolicy.NO_REFERRER)))
        .addFilterBefore(
            new ApiKeyFilter(clients, limits, OPEN, problems), AnonymousAuthenticationFilter.class)
        .exceptionHandling(
            refused -> refused.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR)
                    .permitAll()
                    .requestMatchers(OPEN)
                    .permitAll()
                    .requestMatchers(HttpMethod.POST, TENANTS)
                    .hasAuthority(TENANTS_CREATE.text())
                    .requestMatchers(HttpMethod.GET, TENANTS, TENANTS + "/**")
                    .hasAuthority(TENANTS_READ.text())
                    .requestMatchers(HttpMethod.HEAD, TENANTS, TENANTS + "/**")
                    .hasAuthority(TENANTS_READ.text())
                    .requestMatchers(SecurityConfiguration::isForced)
                    .hasAuthority(TENANTS_DELETE.text())
                    .requestMatchers(HttpMethod.DELETE, TENANTS + "/{id}")
                    .hasAnyAuthority(TENANTS_WRITE.text(), TENANTS_DELETE.text())
                    .requestMatchers(HttpMethod.POST, TENANTS + "/{id}/impersonations")
                    .hasAuthority(OPERATIONS.text())
                    .requestMatchers(TENANTS + "/**")
                    .hasAuthority(TENANTS_WRITE.text())
                    .requestMatchers(HttpMethod.GET, PLANS, PLANS + "/**")
                    .hasAnyAuthority(TENANTS_READ.text(), OPERATIONS.text())
                    .requestMatchers(HttpMethod.HEAD, PLANS, PLANS + "/**")
                    .hasAnyAuthority(TENANTS_READ.text(), OPERATIONS.text())
                    .requestMatchers("/api/v1/usage")
                    .hasAnyAuthority(TENANTS_READ.text(), OPERATIONS.text())
                    .requestMatchers(PLANS, PLANS + "/**", CLIENTS, CLIENTS + "/**")
                    .hasAuthority(OPERATIONS.text())
                    .requestMatchers(OPERATORS, OPERATORS + "/**")
                    .hasAuthority(OPERATIONS.text())
                    .requestMatchers(
                        "/api/v1/operations/**",
                        "/api/v1/migration-runs/**",
                        "/api/v1/job-runs/**",
                        "/api/v1/jobs",
                        "/api/v1/tenant-types")
                    .hasAuthority(OPERATIONS.text())
                    .anyRequest()
                    .authenticated())
        .build();
  }

  /** Whatever might be taken for true: only a plain false is none. */
  private static boolean isForced(HttpServletRequest request) {
    String[] values = request.getParameterValues("force");
    return TENANT_DELETION.matches(request)
        && values != null
        && !Arrays.stream(values).allMatch("false"::equals);
  }
}
