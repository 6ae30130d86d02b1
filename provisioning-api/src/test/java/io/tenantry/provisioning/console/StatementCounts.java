package io.tenantry.provisioning.console;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** The statements that a request sends to the database, for requests that bear the header. */
final class StatementCounts {

  static final String HEADER = "Test-Statements";

  private static final ThreadLocal<@Nullable List<String>> CURRENT = new ThreadLocal<>();
  private static final Map<String, List<String>> SENT = new ConcurrentHashMap<>();

  private StatementCounts() {}

  /** Those of the request that bore this value. */
  static List<String> of(String request) {
    return SENT.getOrDefault(request, List.of());
  }

  /** Notes them by the thread, which a request keeps from its begin to its end. */
  @Component
  @Order(Ordered.HIGHEST_PRECEDENCE)
  static class PerRequest extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
      String name = request.getHeader(HEADER);
      if (name != null) {
        CURRENT.set(SENT.computeIfAbsent(name, key -> new CopyOnWriteArrayList<>()));
      }
      try {
        chain.doFilter(request, response);
      } finally {
        CURRENT.remove();
      }
    }
  }

  /** Puts itself before the service's connections. */
  @Component
  static class Counting implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
      return bean instanceof DataSource source ? new Counted(source) : bean;
    }
  }

  private static final class Counted extends DelegatingDataSource {

    private Counted(DataSource source) {
      super(source);
    }

    @Override
    public Connection getConnection() throws SQLException {
      Connection connection = super.getConnection();
      return (Connection)
          Proxy.newProxyInstance(
              Counted.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (proxy, method, arguments) -> {
                List<String> current = CURRENT.get();
                if (current != null && method.getName().equals("prepareStatement")) {
                  current.add((String) arguments[0]);
                }
                try {
                  return method.invoke(connection, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }
  }
}
