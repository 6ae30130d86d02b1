package io.tenantry.problems;

import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** The last advice: everything that a service did not answer itself becomes a problem here. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {

  @ExceptionHandler
  @Nullable ResponseEntity<Object> unexpected(Exception e, WebRequest request) {
    return answer(
        e, UnexpectedProblem.of(HttpStatus.INTERNAL_SERVER_ERROR, e), new HttpHeaders(), request);
  }

  /** Parameters that Tomcat can't read, such as ones whose bytes are no UTF-8. */
  @ExceptionHandler
  @Nullable ResponseEntity<Object> unreadable(InvalidParameterException e, WebRequest request) {
    return answer(e, UnreadableParameters.problem(e), new HttpHeaders(), request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return answer(
        e, InvalidFields.problem(InvalidFields.of(e.getBindingResult())), headers, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
      HandlerMethodValidationException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return e.isForReturnValue()
        ? unexpected(e, request)
        : answer(e, InvalidFields.problem(InvalidFields.of(e)), headers, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof BodyTooLargeException) {
        return answer(e, ProblemTypes.problem(HttpStatus.CONTENT_TOO_LARGE), headers, request);
      }
    }
    return answer(e, UnreadableBody.problem(e.getCause()), headers, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
      MissingServletRequestParameterException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return invalid(e, e.getParameterName(), "is missing", headers, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    String name =
        e instanceof MethodArgumentTypeMismatchException argument
            ? argument.getName()
            : e.getPropertyName();
    String expected = ExpectedType.of(e.getRequiredType());
    return invalid(e, name == null ? "parameter" : name, expected, headers, request);
  }

  private @Nullable ResponseEntity<Object> invalid(
      Exception e, String field, String detail, HttpHeaders headers, WebRequest request) {
    return answer(
        e, InvalidFields.problem(List.of(new InvalidField(field, detail))), headers, request);
  }

  private @Nullable ResponseEntity<Object> answer(
      Exception e, ProblemDetail problem, HttpHeaders headers, WebRequest request) {
    return handleExceptionInternal(
        e, problem, headers, HttpStatusCode.valueOf(problem.getStatus()), request);
  }

  /** The rest of Spring's own exceptions: their status tells the type. */
  @Override
  protected ResponseEntity<Object> createResponseEntity(
      @Nullable Object body, HttpHeaders headers, HttpStatusCode code, WebRequest request) {
    HttpStatus status = HttpStatus.valueOf(code.value());
    ProblemDetail problem =
        body instanceof ProblemDetail detail ? detail : ProblemTypes.problem(status);
    if (problem.getType() == null || !"urn".equals(problem.getType().getScheme())) {
      problem.setType(ProblemTypes.typeOf(status));
      if (status == HttpStatus.NOT_FOUND || status.is5xxServerError()) {
        problem.setDetail(ProblemTypes.problem(status).getDetail());
      }
    }
    HttpHeaders all = HttpHeaders.copyOf(headers);
    all.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    all.setCacheControl("no-store");
    return new ResponseEntity<>(problem, all, status);
  }
}
