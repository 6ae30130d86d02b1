package io.tenantry.testing.tenants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a running application on a tenant's domain, as a browser would: by the {@code Host} header.
 * Bodies are JSON; what is not a text is made into one.
 */
public final class TenantClient {

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private static final Duration LONGEST_ANSWER = Duration.ofMinutes(1);

  private final int port;
  private final Map<String, String> headers;

  private TenantClient(int port, Map<String, String> headers) {
    this.port = port;
    this.headers = headers;
  }

  /** A client of the application on that port of this machine. */
  public static TenantClient on(String domain, int port) {
    return new TenantClient(port, Map.of("Content-Type", "application/json", "Host", domain));
  }

  /** The same on another domain. */
  public TenantClient on(String domain) {
    return with("Host", domain);
  }

  /** The same with a header, such as {@code Authorization}, in every request. */
  public TenantClient with(String header, String value) {
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(headers);
    all.put(header, value);
    return new TenantClient(port, all);
  }

  public TenantAnswer get(String path) {
    return send("GET", path, null);
  }

  public TenantAnswer post(String path, @Nullable Object body) {
    return send("POST", path, body);
  }

  public TenantAnswer put(String path, @Nullable Object body) {
    return send("PUT", path, body);
  }

  public TenantAnswer patch(String path, @Nullable Object body) {
    return send("PATCH", path, body);
  }

  public TenantAnswer delete(String path) {
    return send("DELETE", path, null);
  }

  /** Sends a request; a redirect is an answer like any other. */
  public TenantAnswer send(String method, String path, @Nullable Object body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(LONGEST_ANSWER)
            .method(method, publisher(body));
    headers.forEach(request::header);
    try {
      HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
      return new TenantAnswer(answer.statusCode(), answer.headers(), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static BodyPublisher publisher(@Nullable Object body) {
    return switch (body) {
      case null -> BodyPublishers.noBody();
      case String text -> BodyPublishers.ofString(text);
      default -> BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body));
    };
  }
}
