package io.tenantry.techstore.languages.web;

import io.tenantry.techstore.languages.Languages;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.ErrorResponse;
import org.springframework.web.filter.RequestContextFilter;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/** Takes the language from {@code Accept-Language}; whoever asks for none of ours gets English. */
@Configuration(proxyBeanMethods = false)
class LanguageConfiguration implements WebMvcConfigurer {

  private final ProblemLanguage problems;

  LanguageConfiguration(ProblemLanguage problems) {
    this.problems = problems;
  }

  @Bean
  static LocaleResolver localeResolver(Languages languages) {
    AcceptHeaderLocaleResolver resolver = new AcceptHeaderLocaleResolver();
    resolver.setSupportedLocales(languages.all());
    resolver.setDefaultLocale(languages.all().getFirst());
    return resolver;
  }

  @Bean
  static ProblemLanguage problemLanguage(Languages languages, LocaleResolver resolver) {
    return new ProblemLanguage(languages, resolver);
  }

  /** So that filters, too, answer in the language of the request. */
  @Bean
  static FilterRegistrationBean<RequestContextFilter> requestContextFilter() {
    var registration = new FilterRegistrationBean<>(new RequestContextFilter());
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }

  @Override
  public void addErrorResponseInterceptors(List<ErrorResponse.Interceptor> interceptors) {
    interceptors.add(problems);
  }
}
