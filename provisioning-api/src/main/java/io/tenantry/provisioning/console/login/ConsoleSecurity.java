package io.tenantry.provisioning.console.login;

import io.tenantry.problems.ProblemWriter;
import io.tenantry.provisioning.operators.LinkTokens;
import io.tenantry.provisioning.operators.OperatorProperties;
import io.tenantry.provisioning.operators.Operators;
import io.tenantry.provisioning.ratelimit.FailedKeys;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.authentication.ott.OneTimeTokenAuthenticationConverter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/** Who may see and do what in the console, by sessions, beside the API that goes by keys. */
@Configuration(proxyBeanMethods = false)
class ConsoleSecurity {

  private static final String ROOT = "/console";
  private static final String LOG_IN = ROOT + "/login";
  private static final String LINK = ROOT + "/link";

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

  @Bean
  @Order(1)
  SecurityFilterChain console(
      HttpSecurity http,
      LinkTokens links,
      Operators operators,
      OperatorProperties settings,
      LogInTarget target,
      SingleSignOn singleSignOn,
      FailedKeys failures,
      ProblemWriter problems) {
    singleSignOn.add(http);
    var csrf = new CookieCsrfTokenRepository();
    var cookies = ConsoleCookies.of(settings);
    csrf.setCookieName(cookies.csrf());
    csrf.setCookiePath(cookies.path());
    csrf.setCookieCustomizer(cookie -> cookie.secure(settings.isSecure()).sameSite("Lax"));
    return http.securityMatcher(ROOT + "/**")
        .addFilterBefore(new SessionLife(settings.sessionLife()), SecurityContextHolderFilter.class)
        .addFilterBefore(new LogInFlood(failures, problems), SecurityContextHolderFilter.class)
        .addFilterBefore(new StillAllowed(operators), AnonymousAuthenticationFilter.class)
        .csrf(protection -> protection.csrfTokenRepository(csrf))
        .requestCache(cache -> cache.requestCache(LogInTarget.cache(settings.isSecure())))
        .formLogin(
            form ->
                form.loginPage(LOG_IN)
                    .usernameParameter("name")
                    .failureUrl(LOG_IN + "?refused")
                    .successHandler(target))
        .oneTimeTokenLogin(
            once ->
                once.loginPage(LOG_IN)
                    .loginProcessingUrl(LINK)
                    .showDefaultSubmitPage(false)
                    .tokenService(links)
                    .authenticationConverter(ConsoleSecurity::link)
                    .generateRequestResolver(request -> null)
                    .tokenGenerationSuccessHandler((request, response, token) -> {})
                    .failureHandler(
                        (request, response, e) -> response.sendRedirect(LOG_IN + "?link"))
                    .successHandler(target))
        .logout(out -> out.logoutUrl(ROOT + "/logout").logoutSuccessUrl(LOG_IN + "?out"))
        .exceptionHandling(
            refused ->
                refused
                    .authenticationEntryPoint(new LogInFirst(LOG_IN))
                    .accessDeniedPage(ROOT + "/refused"))
        .headers(headers -> harden(headers, settings.isSecure()))
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(
                        LOG_IN, LINK, ROOT + "/first", ROOT + "/refused", ROOT + "/assets/**")
                    .permitAll()
                    .requestMatchers(ROOT + "/operators/**", ROOT + "/clients/**")
                    .hasRole("ADMIN")
                    .requestMatchers(ROOT + "/account", ROOT + "/account/**")
                    .hasRole("VIEWER")
                    .requestMatchers(HttpMethod.GET, ROOT, ROOT + "/**")
                    .hasRole("VIEWER")
                    .requestMatchers(HttpMethod.HEAD, ROOT, ROOT + "/**")
                    .hasRole("VIEWER")
                    .anyRequest()
                    .hasRole("OPERATOR"))
        .build();
  }

  /** With the address that it comes from, which the library leaves out here. */
  private static @Nullable Authentication link(HttpServletRequest request) {
    Authentication link = new OneTimeTokenAuthenticationConverter().convert(request);
    if (link instanceof AbstractAuthenticationToken token) {
      token.setDetails(new WebAuthenticationDetails(request));
    }
    return link;
  }

  private static void harden(HeadersConfigurer<HttpSecurity> headers, boolean secure) {
    headers
        .contentSecurityPolicy(csp -> csp.policyDirectives(POLICY))
        .frameOptions(FrameOptionsConfig::deny)
        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
        .httpStrictTransportSecurity(
            strict -> {
              if (secure) {
                strict.requestMatcher(AnyRequestMatcher.INSTANCE);
              }
            });
  }
}
