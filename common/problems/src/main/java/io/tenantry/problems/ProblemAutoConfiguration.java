package io.tenantry.problems;

import jakarta.servlet.MultipartConfigElement;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.dao.DataAccessException;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.ErrorResponse;

/** Every servlet service on the class path answers errors alike. */
@AutoConfiguration(
    before = {
      ErrorMvcAutoConfiguration.class,
      JacksonAutoConfiguration.class,
      MultipartAutoConfiguration.class
    })
@ConditionalOnWebApplication(type = Type.SERVLET)
@EnableConfigurationProperties(HttpProperties.class)
class ProblemAutoConfiguration {

  /** Before everything that may read a body, security included. */
  static final int BODY_LIMIT_ORDER = Ordered.HIGHEST_PRECEDENCE + 20;

  @Bean
  ProblemWriter problemWriter(ObjectProvider<ErrorResponse.Interceptor> interceptors) {
    return new ProblemWriter(interceptors.orderedStream().toList());
  }

  @Bean
  ProblemAdvice problemAdvice() {
    return new ProblemAdvice();
  }

  @Bean
  ProblemErrorController problemErrorController(ProblemWriter problems) {
    return new ProblemErrorController(problems);
  }

  @Bean
  StrictJson strictJson() {
    return new StrictJson();
  }

  /** The class path may have formats that nobody meant to offer, such as a library's YAML. */
  @Bean
  ServerHttpMessageConvertersCustomizer jsonOnly() {
    return converters ->
        converters.configureMessageConvertersList(
            all ->
                all.removeIf(
                    converter ->
                        converter.canRead(Object.class, null)
                            && !(converter instanceof JacksonJsonHttpMessageConverter)));
  }

  @Bean
  FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(
      HttpProperties http, ProblemWriter problems) {
    var registration =
        new FilterRegistrationBean<>(new BodyLimitFilter(http.maxBody().toBytes(), problems));
    registration.setOrder(BODY_LIMIT_ORDER);
    return registration;
  }

  /** Bodies of several parts are read by the container, past the filter. */
  @Bean
  MultipartConfigElement boundOfParts(HttpProperties http) {
    long limit = http.maxBody().toBytes();
    int inMemory = Math.toIntExact(Math.min(limit, Integer.MAX_VALUE));
    return new MultipartConfigElement("", limit, limit, inMemory);
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemReports(HttpProperties http) {
    return new TomcatProblems(http);
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(OpenApiCustomizer.class)
  static class OpenApiConfiguration {

    @Bean
    OpenApiCustomizer problemsInOpenApi() {
      return new ProblemsInOpenApi();
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(DataAccessException.class)
  static class DatabaseConfiguration {

    @Bean
    DatabaseProblemAdvice databaseProblemAdvice() {
      return new DatabaseProblemAdvice();
    }
  }
}
