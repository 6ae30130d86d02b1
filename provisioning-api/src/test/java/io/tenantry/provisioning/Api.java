package io.tenantry.provisioning;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as its callers see it. */
public record Api(int port, @Nullable String key) {

  public static final String TENANTS = "/api/v1/tenants";

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public Api withKey(@Nullable String other) {
    return new Api(port, other);
  }

  public Answer signUp(String body, String... headers) {
    return send("POST", TENANTS, body, headers);
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  public Answer tenant(UUID id) {
    return get(TENANTS + "/" + id);
  }

  /** An operation on a tenant, such as {@code suspend}. */
  public Answer order(UUID id, String operation, @Nullable String body, String... headers) {
    return send("POST", TENANTS + "/" + id + "/" + operation, body, headers);
  }

  public Answer patch(UUID id, String body, String... headers) {
    return send("PATCH", TENANTS + "/" + id, body, headers);
  }

  public Answer send(String method, String path, @Nullable String body, String... headers) {
    try {
      return new Answer(HTTP.send(request(method, path, body, headers), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public HttpRequest request(String method, String path, @Nullable String body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    for (int index = 0; index < headers.length; index += 2) {
      request.setHeader(headers[index], headers[index + 1]);
    }
    return request.build();
  }

  public static HttpClient http() {
    return HTTP;
  }

  /** What came back. */
  public record Answer(HttpResponse<String> response) {

    public int status() {
      return response.statusCode();
    }

    public String body() {
      return response.body();
    }

    public JsonNode json() {
      return JsonMapper.shared().readTree(body());
    }

    public String text(String member) {
      return json().path(member).asString();
    }

    public UUID id() {
      return UUID.fromString(text("id"));
    }

    public @Nullable String header(String name) {
      return response.headers().firstValue(name).orElse(null);
    }

    /**
     * The kind of problem; of an answer that is none, all of it, for the test that expected one.
     */
    public String problem() {
      String start = "urn:tenantry:problem:";
      String type = body().startsWith("{") ? text("type") : "";
      return type.startsWith(start) ? type.substring(start.length()) : status() + " " + body();
    }
  }
}
