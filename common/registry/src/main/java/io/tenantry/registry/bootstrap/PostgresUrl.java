package io.tenantry.registry.bootstrap;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An address in the form that PostgreSQL's own tools use, {@code
 * postgresql://user:password@host:port/database}, with the parts percent-decoded. Parameters after
 * a question mark are handed to the JDBC driver as they are.
 */
public record PostgresUrl(
    String host, int port, String database, String user, String password, String parameters) {

  private static final int DEFAULT_PORT = 5432;
  private static final String FORM = "postgresql://user:password@host:port/database";

  /**
   * @throws IllegalArgumentException if it is no such address; the message doesn't repeat it, since
   *     it holds a password
   */
  public static PostgresUrl parse(String url) {
    URI uri = uri(url);
    String scheme = uri.getScheme();
    if (!"postgresql".equals(scheme) && !"postgres".equals(scheme)) {
      throw invalid("it does not start with postgresql://");
    }
    if (uri.getHost() == null) {
      throw invalid("it has no host");
    }
    String userInfo = uri.getRawUserInfo();
    if (userInfo == null || userInfo.isEmpty() || userInfo.startsWith(":")) {
      throw invalid("it has no user");
    }
    String path = uri.getRawPath();
    if (path.length() < 2 || path.indexOf('/', 1) >= 0) {
      throw invalid("it has no database");
    }
    int colon = userInfo.indexOf(':');
    return new PostgresUrl(
        uri.getHost(),
        uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
        decoded(path.substring(1)),
        decoded(colon < 0 ? userInfo : userInfo.substring(0, colon)),
        colon < 0 ? "" : decoded(userInfo.substring(colon + 1)),
        orEmpty(uri.getRawQuery()));
  }

  /** The same address as the JDBC driver wants it, without user and password. */
  public String jdbcUrl() {
    String url =
        "jdbc:postgresql://%s:%d/%s"
            .formatted(host, port, URLEncoder.encode(database, StandardCharsets.UTF_8));
    return parameters.isEmpty() ? url : url + "?" + parameters;
  }

  /** The address of another database on the same server. */
  public PostgresUrl withDatabase(String other) {
    return new PostgresUrl(host, port, other, user, password, parameters);
  }

  /** The same database in the name of another. */
  PostgresUrl as(DatabaseLogin login) {
    return new PostgresUrl(
        host, port, database, login.name().value(), login.password(), parameters);
  }

  @Override
  public String toString() {
    return "postgresql://%s@%s:%d/%s".formatted(user, host, port, database);
  }

  // The parser's own complaint repeats the whole input, so it is not passed on.
  private static URI uri(String url) {
    try {
      return new URI(url.strip());
    } catch (URISyntaxException e) {
      throw invalid("special characters in it must be percent-encoded");
    }
  }

  // A plus sign is a space in forms only.
  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static IllegalArgumentException invalid(String reason) {
    return new IllegalArgumentException("not an address of the form " + FORM + ": " + reason);
  }
}
