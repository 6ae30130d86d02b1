package io.tenantry.tenancy.connection;

import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.sql.Types;
import java.util.Set;
import java.util.UUID;

/**
 * Whether the driver knows a parameter's type. For types that it leaves to the server it has a
 * prepared statement described, and from then on it may end the message between the switch and the
 * statement, for fear that both sides wait for each other.
 */
final class ParameterTypes {

  private static final Set<String> KNOWN_SETTERS =
      Set.of(
          "setBoolean",
          "setByte",
          "setShort",
          "setInt",
          "setLong",
          "setFloat",
          "setDouble",
          "setBigDecimal",
          "setString",
          "setBytes");
  private static final Set<Class<?>> KNOWN_CLASSES =
      Set.of(
          Boolean.class,
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          BigDecimal.class,
          String.class,
          byte[].class,
          UUID.class);
  private static final Set<Integer> KNOWN_TYPES =
      Set.of(
          Types.BOOLEAN,
          Types.BIT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.REAL,
          Types.FLOAT,
          Types.DOUBLE,
          Types.NUMERIC,
          Types.DECIMAL,
          Types.CHAR,
          Types.VARCHAR,
          Types.LONGVARCHAR);

  private ParameterTypes() {}

  /**
   * @param values the setter's arguments: index, value or type, further ones
   */
  static boolean areKnown(Method setter, Object[] values) {
    return switch (setter.getName()) {
      case "setNull" -> KNOWN_TYPES.contains(values[1]);
      case "setObject" ->
          values.length == 2
              ? values[1] != null && KNOWN_CLASSES.contains(values[1].getClass())
              : KNOWN_TYPES.contains(values[2]);
      default -> KNOWN_SETTERS.contains(setter.getName());
    };
  }
}
