package io.tenantry.techstore.paging;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A where clause of constants; what the caller wrote is in its parameters. */
public final class Conditions {

  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> parameters = new LinkedHashMap<>();

  /**
   * Adds a condition, unless its value is null.
   *
   * @param sql a constant, in which the value is called {@code :name}
   */
  public Conditions and(String sql, String name, @Nullable Object value) {
    if (value != null) {
      conditions.add(sql);
      parameters.put(name, value);
    }
    return this;
  }

  /** Adds one of two conditions without a value, unless it does not matter which. */
  public Conditions either(@Nullable Boolean which, String ifTrue, String ifFalse) {
    if (which != null) {
      conditions.add(which ? ifTrue : ifFalse);
    }
    return this;
  }

  String sql() {
    return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
  }

  Map<String, Object> parameters() {
    return parameters;
  }
}
