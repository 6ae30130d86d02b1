package io.tenantry.ctl;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** The provisioning API as its client sees it. */
final class Api {

  static final String TENANTS = "/api/v1/tenants";
  static final String RUNS = "/api/v1/migration-runs";
  static final String JOBS = "/api/v1/jobs";
  static final String JOB_RUNS = "/api/v1/job-runs";
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Profile profile;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  Api(Profile profile) {
    this.profile = profile;
  }

  JsonNode get(String path) {
    return send("GET", path, null, Map.of());
  }

  JsonNode post(String path, @Nullable Object body) {
    return send("POST", path, body, Map.of());
  }

  /**
   * @throws RefusedException for whatever the API refuses
   * @throws UnreachableException if there is no answer, or the API is not able to give one
   */
  JsonNode send(String method, String path, @Nullable Object body, Map<String, String> headers) {
    HttpRequest.Builder request;
    try {
      request = HttpRequest.newBuilder(URI.create(profile.url().replaceAll("/+$", "") + path));
    } catch (IllegalArgumentException e) {
      throw new RefusedException(profile.url() + " is no URL of an API");
    }
    request
        .timeout(ANSWER)
        .header("Authorization", "Bearer " + profile.key())
        .header("Accept", "application/json, application/problem+json");
    headers.forEach(request::header);
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }
    return answer(request.build());
  }

  private JsonNode answer(HttpRequest request) {
    HttpResponse<String> response;
    try {
      response = http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UnreachableException(profile.url() + " does not answer: " + words(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreachableException("interrupted");
    }
    JsonNode body = parse(response.body());
    if (response.statusCode() >= 500) {
      throw new UnreachableException(
          "%s: HTTP %d %s"
              .formatted(profile.url(), response.statusCode(), body.path("detail").asString("")));
    }
    if (response.statusCode() >= 300) {
      throw new RefusedException(response.statusCode(), body);
    }
    return body;
  }

  private static String words(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      return MissingNode.getInstance();
    }
  }

  /** All items of a list, page by page, up to a bound. */
  List<JsonNode> all(String path, int most) {
    List<JsonNode> items = new ArrayList<>();
    String next = "";
    while (next != null && items.size() < most) {
      JsonNode page = get(path + (path.contains("?") ? "&" : "?") + "limit=200" + next);
      page.path("items").forEach(items::add);
      JsonNode cursor = page.path("nextCursor");
      next = cursor.isString() ? "&cursor=" + encoded(cursor.asString()) : null;
    }
    return items.subList(0, Math.min(most, items.size()));
  }

  /**
   * The path of a tenant that is named by its id or its schema name.
   *
   * @throws RefusedException if nobody has that name
   */
  String tenant(String named) {
    if (ID.matcher(named).matches()) {
      return TENANTS + "/" + named;
    }
    return all(TENANTS + "?text=" + encoded(named), 10_000).stream()
        .filter(tenant -> tenant.path("schemaName").asString().equals(named))
        .filter(tenant -> !tenant.path("status").asString().equals("DELETED"))
        .findFirst()
        .map(tenant -> TENANTS + "/" + tenant.path("id").asString())
        .orElseThrow(() -> new RefusedException("there is no tenant " + named));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
