package io.tenantry.problems;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.MethodValidationResult;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;

/** Turns what Bean Validation and data binding found into a problem that names the members. */
final class InvalidFields {

  private static final Comparator<InvalidField> BY_FIELD =
      Comparator.comparing(InvalidField::field).thenComparing(InvalidField::detail);

  private InvalidFields() {}

  static ProblemDetail problem(List<InvalidField> errors) {
    InvalidField first = errors.getFirst();
    ProblemDetail problem =
        ProblemTypes.problem(
            HttpStatus.BAD_REQUEST,
            ProblemTypes.INVALID_REQUEST,
            first.field() + ": " + first.detail());
    problem.setProperty("field", first.field());
    problem.setProperty("errors", errors);
    return problem;
  }

  static List<InvalidField> of(BindingResult result) {
    return result.getAllErrors().stream().map(InvalidFields::of).sorted(BY_FIELD).toList();
  }

  static List<InvalidField> of(MethodValidationResult result) {
    return result.getParameterValidationResults().stream().flatMap(InvalidFields::of).toList();
  }

  private static Stream<InvalidField> of(ParameterValidationResult result) {
    if (result instanceof ParameterErrors errors) {
      return errors.getAllErrors().stream().map(InvalidFields::of).sorted(BY_FIELD);
    }
    String name =
        Objects.requireNonNullElse(result.getMethodParameter().getParameterName(), "parameter");
    return result.getResolvableErrors().stream()
        .map(error -> new InvalidField(name, message(error.getDefaultMessage())));
  }

  private static InvalidField of(ObjectError error) {
    if (error instanceof FieldError field) {
      // The default message of a failed conversion names classes.
      return new InvalidField(
          field.getField(),
          field.isBindingFailure() ? expected(field) : message(field.getDefaultMessage()));
    }
    return new InvalidField(error.getObjectName(), message(error.getDefaultMessage()));
  }

  private static String expected(FieldError error) {
    return ExpectedType.of(
        error.contains(TypeMismatchException.class)
            ? error.unwrap(TypeMismatchException.class).getRequiredType()
            : null);
  }

  private static String message(@Nullable String message) {
    return message == null ? "is not valid" : message;
  }
}
