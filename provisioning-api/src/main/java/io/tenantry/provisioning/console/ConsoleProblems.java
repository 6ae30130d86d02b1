package io.tenantry.provisioning.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/**
 * Shows in the console, as a page or as a notice in it, what the API answers as a problem: both
 * refuse for the same reasons and in the same words.
 */
@ControllerAdvice
class ConsoleProblems implements ResponseBodyAdvice<Object> {

  private final ITemplateEngine templates;
  private final Moments moments;
  private final VainAttempts attempts;

  ConsoleProblems(ITemplateEngine templates, Moments moments, VainAttempts attempts) {
    this.templates = templates;
    this.moments = moments;
    this.attempts = attempts;
  }

  @Override
  public boolean supports(
      MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
    return true;
  }

  @Override
  public @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter returned,
      MediaType type,
      Class<? extends HttpMessageConverter<?>> converter,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    if (body instanceof ProblemDetail problem
        && request instanceof ServletServerHttpRequest asked
        && response instanceof ServletServerHttpResponse answer
        && asked.getServletRequest().getRequestURI().startsWith("/console")) {
      attempts.remember(problem, asked.getServletRequest());
      write(problem, asked.getServletRequest(), answer);
      return null;
    }
    return body;
  }

  private void write(
      ProblemDetail problem, HttpServletRequest request, ServletServerHttpResponse answer) {
    boolean inPage = request.getHeader("HX-Request") != null;
    answer.getHeaders().setContentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8));
    if (inPage) {
      answer.getHeaders().set("HX-Retarget", "#notice");
      answer.getHeaders().set("HX-Reswap", "innerHTML");
      answer.getHeaders().set("HX-Push-Url", "false");
    }
    try {
      answer.getBody().write(page(problem, inPage, request, answer.getServletResponse()));
      answer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] page(
      ProblemDetail problem,
      boolean inPage,
      HttpServletRequest request,
      HttpServletResponse response) {
    var exchange =
        JakartaServletWebApplication.buildApplication(request.getServletContext())
            .buildExchange(request, response);
    var context = new WebContext(exchange, Locale.ROOT);
    context.setVariable("problem", problem);
    context.setVariable("me", Me.of(request));
    context.setVariable("moments", moments);
    String text =
        inPage
            ? templates.process("console/problem", Set.of("problem"), context)
            : templates.process("console/problem", context);
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
