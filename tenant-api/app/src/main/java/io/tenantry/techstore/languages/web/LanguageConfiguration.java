package io.tenantry.techstore.languages.web;

import io.tenantry.techstore.languages.Languages;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.ErrorResponse;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/** Takes the language from {@code Accept-Language}; whoever asks for none of ours gets English. */
@Configuration(proxyBeanMethods = false)
class LanguageConfiguration implements WebMvcConfigurer {

  private final Languages languages;

  LanguageConfiguration(Languages languages) {
    this.languages = languages;
  }

  @Bean
  static LocaleResolver localeResolver(Languages languages) {
    AcceptHeaderLocaleResolver resolver = new AcceptHeaderLocaleResolver();
    resolver.setSupportedLocales(languages.all());
    resolver.setDefaultLocale(languages.all().getFirst());
    return resolver;
  }

  @Override
  public void addErrorResponseInterceptors(List<ErrorResponse.Interceptor> interceptors) {
    interceptors.add(new ProblemLanguage(languages));
  }
}
