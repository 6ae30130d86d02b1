package io.tenantry.problems;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a value should have been, in words that follow the name of its member. */
final class ExpectedType {

  private ExpectedType() {}

  /** An enum's constants are named as they are in JSON. */
  static String of(@Nullable Class<?> type) {
    if (type == null) {
      return "has the wrong type";
    }
    if (type.isEnum()) {
      return "must be one of "
          + Arrays.stream(type.getEnumConstants())
              .map(constant -> JsonMapper.shared().convertValue(constant, String.class))
              .collect(Collectors.joining(", "));
    }
    return switch (type.getSimpleName()) {
      case "String" -> "must be a text";
      case "int", "Integer", "long", "Long", "short", "Short", "BigInteger" ->
          "must be a whole number";
      case "double", "Double", "float", "Float", "BigDecimal" -> "must be a number";
      case "boolean", "Boolean" -> "must be true or false";
      case "UUID" -> "must be a UUID";
      case "Instant", "OffsetDateTime" -> "must be a time such as 2027-01-31T12:00:00Z";
      case "LocalDate" -> "must be a date such as 2027-01-31";
      default ->
          Iterable.class.isAssignableFrom(type) || type.isArray()
              ? "must be an array"
              : "has the wrong type";
    };
  }
}
