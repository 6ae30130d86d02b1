package io.tenantry.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Requests to an address on loopback in the name of any host, as a browser behind DNS sends them.
 */
public final class Http {

  private static final HttpClient CLIENT;
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  static {
    // Read once, when the client's classes load.
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  private Http() {}

  /** An answer; a body that is not JSON is a missing node. */
  public record Answer(int status, JsonNode body, Duration took) {}

  /** Empty where nothing listens. */
  static Optional<Answer> get(URI server, String host, String path) {
    try {
      return Optional.of(send(server, host, path, Map.of(), "GET", null));
    } catch (LaunchException e) {
      return Optional.empty();
    }
  }

  /** Sends a request, with a body as JSON where there is one. */
  public static Answer send(
      URI server,
      String host,
      String path,
      Map<String, String> headers,
      String method,
      @Nullable Object body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path))
            .timeout(PATIENCE)
            .header("Host", host + ":" + server.getPort())
            .header("Accept", "application/json, application/problem+json");
    headers.forEach(request::header);
    if (body == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }
    long start = System.nanoTime();
    try {
      HttpResponse<String> response =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      return new Answer(response.statusCode(), parse(response.body()), took);
    } catch (IOException e) {
      throw new LaunchException(method + " http://" + host + path + ": no answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchException("interrupted", e);
    }
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      return MissingNode.getInstance();
    }
  }
}
