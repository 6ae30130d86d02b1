package io.tenantry.techstore.languages.web;

import io.tenantry.problems.InvalidField;
import io.tenantry.techstore.languages.Languages;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponse;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.LocaleResolver;

/** Says problems in the caller's language; their types and members are the same in all. */
final class ProblemLanguage implements ErrorResponse.Interceptor {

  private static final String ERRORS = "errors";

  private final Languages languages;
  private final LocaleResolver resolver;

  ProblemLanguage(Languages languages, LocaleResolver resolver) {
    this.languages = languages;
    this.resolver = resolver;
  }

  @Override
  public void handleError(ProblemDetail problem, @Nullable ErrorResponse response) {
    Locale language = languages.all().getFirst();
    if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request) {
      language = resolver.resolveLocale(request.getRequest());
      tell(language, request.getResponse());
    }
    say(problem, language);
  }

  private void say(ProblemDetail problem, Locale language) {
    if (problem.getTitle() != null) {
      problem.setTitle(languages.say(problem.getTitle(), language));
    }
    if (problem.getProperties() != null
        && problem.getProperties().get(ERRORS) instanceof List<?> errors) {
      translate(problem, errors, language);
    } else if (problem.getDetail() != null) {
      problem.setDetail(languages.say(problem.getDetail(), language));
    }
  }

  private void translate(ProblemDetail problem, List<?> errors, Locale language) {
    List<InvalidField> translated =
        errors.stream()
            .filter(InvalidField.class::isInstance)
            .map(InvalidField.class::cast)
            .map(error -> new InvalidField(error.field(), languages.say(error.detail(), language)))
            .toList();
    if (translated.size() == errors.size() && !translated.isEmpty()) {
      InvalidField first = translated.getFirst();
      problem.setProperty(ERRORS, translated);
      problem.setDetail(first.field() + ": " + first.detail());
    }
  }

  private static void tell(Locale language, @Nullable HttpServletResponse response) {
    if (response != null) {
      response.setHeader(HttpHeaders.CONTENT_LANGUAGE, language.toLanguageTag());
      response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
    }
  }
}
