package io.tenantry.chaos.drive;

import io.tenantry.chaos.model.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Sends requests as an impatient client does, and says what it learned of them. */
public final class Client {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final HttpClient http;

  public Client() {
    // Read once, when the client's classes load.
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    // A request that nobody answered must not be sent again behind our back.
    System.setProperty("jdk.httpclient.disableRetryConnect", "true");
    http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** Sends a request in the name of a host, with a body as JSON where there is one. */
  public Outcome send(
      URI server,
      String host,
      String method,
      String path,
      Map<String, String> headers,
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
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return outcome(response.statusCode(), parse(response.body()));
    } catch (ConnectException | HttpConnectTimeoutException e) {
      return new Outcome.NotSent(String.valueOf(e));
    } catch (IOException e) {
      return new Outcome.Unknown(0, String.valueOf(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Unknown(0, "interrupted");
    }
  }

  private static Outcome outcome(int status, JsonNode body) {
    String problem = body.path("type").asString("");
    if (status >= 500) {
      return new Outcome.Unknown(status, problem + " " + body.path("id").asString(""));
    }
    return status >= 300
        ? new Outcome.Refused(status, problem, body)
        : new Outcome.Done(status, body);
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      return MissingNode.getInstance();
    }
  }
}
