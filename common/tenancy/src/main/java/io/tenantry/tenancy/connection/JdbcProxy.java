package io.tenantry.tenancy.connection;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What the stand-ins for JDBC's objects have in common. Results are not among them: rows are the
 * driver's own.
 */
abstract class JdbcProxy<T> implements InvocationHandler {

  private static final Object[] NONE = {};

  private final Class<T> type;

  JdbcProxy(Class<T> type) {
    this.type = type;
  }

  T proxy() {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this));
  }

  @Override
  public final @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return switch (method.getName()) {
        case "equals" -> arguments != null && proxy == arguments[0];
        case "hashCode" -> System.identityHashCode(proxy);
        default -> type.getSimpleName() + " of the current tenant";
      };
    }
    return intercept(type.cast(proxy), method, arguments == null ? NONE : arguments);
  }

  abstract @Nullable Object intercept(T proxy, Method method, Object[] arguments)
      throws SQLException;

  /** Calls the driver. */
  static @Nullable Object invoke(Method method, Object target, Object... arguments)
      throws SQLException {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      switch (e.getCause()) {
        case SQLException failed -> throw failed;
        case RuntimeException failed -> throw failed;
        case Error failed -> throw failed;
        case null, default -> throw new SQLException(e);
      }
    } catch (IllegalAccessException e) {
      throw new SQLException(e);
    }
  }
}
