package io.tenantry.problems;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Explains what is wrong with a JSON body, in the caller's terms and with the member's path. */
final class UnreadableBody {

  private UnreadableBody() {}

  static ProblemDetail problem(@Nullable Throwable cause) {
    return switch (cause) {
      case UnrecognizedPropertyException e -> invalid(e, "is not a known field");
      case MismatchedInputException e -> invalid(e, ExpectedType.of(e.getTargetType()));
      case StreamConstraintsException _ ->
          malformed("The body's JSON is nested too deeply or has too long a value.");
      case InputCoercionException e -> tooLarge(e);
      case JacksonException e when !e.getPath().isEmpty() && e.getCause() != null ->
          invalid(e, "is not valid");
      case JacksonException e ->
          malformed("The body is not valid JSON" + at(e.getLocation()) + ".");
      case null, default -> malformed("The request needs a body of JSON.");
    };
  }

  private static ProblemDetail malformed(String detail) {
    return ProblemTypes.problem(HttpStatus.BAD_REQUEST, ProblemTypes.MALFORMED_BODY, detail);
  }

  private static ProblemDetail invalid(JacksonException e, String detail) {
    String path = path(e.getPath());
    return path.isEmpty()
        ? malformed("The body " + detail + ".")
        : InvalidFields.problem(List.of(new InvalidField(path, detail)));
  }

  /** A number beyond the range of its type: only the parser knows where it stands. */
  private static ProblemDetail tooLarge(InputCoercionException e) {
    String pointer =
        e.processor() instanceof JsonParser parser
            ? parser.streamReadContext().pathAsPointer().toString()
            : "";
    String path = pointer.replaceFirst("^/", "").replaceAll("/(\\d+)", "[$1]").replace('/', '.');
    return path.isEmpty()
        ? malformed("The body has a number out of range.")
        : InvalidFields.problem(List.of(new InvalidField(path, "is out of range")));
  }

  private static String at(@Nullable TokenStreamLocation location) {
    return location == null || location.getLineNr() < 1
        ? ""
        : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  static String path(List<JacksonException.Reference> references) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference reference : references) {
      if (reference.getPropertyName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
      }
    }
    return path.toString();
  }
}
