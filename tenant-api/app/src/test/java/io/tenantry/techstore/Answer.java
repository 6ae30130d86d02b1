package io.tenantry.techstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the server said. */
public record Answer(int status, HttpHeaders headers, String text) {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  static Answer of(
      int port, String host, String method, String path, String json, Map<String, String> headers) {
    return of(port, host, method, path, json, "application/json", headers);
  }

  static Answer of(
      int port,
      String host,
      String method,
      String path,
      String body,
      String type,
      Map<String, String> headers) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Host", host)
            .header("Content-Type", type)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    headers.forEach(request::header);
    try {
      var response = CLIENT.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The status that a host gets whose name is written to the wire byte by byte. */
  static int statusOfRawHost(int port, String host) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Integer.parseInt(answer.split(" ", 3)[1]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Answer expect(int expected) {
    assertThat(status).as(text).isEqualTo(expected);
    return this;
  }

  /** Expects a problem of that status and name, which shows nothing of the inside. */
  public Answer expectProblem(int expected, String name) {
    expect(expected);
    assertThat(header("Content-Type")).startsWith("application/problem+json");
    assertThat(body().path("type").asString()).isEqualTo("urn:tenantry:problem:" + name);
    assertThat(text).doesNotContain("Exception", "io.tenantry", "PSQL", "SQL");
    return this;
  }

  /** Expects a problem that names that member of the request. */
  public Answer expectProblem(int expected, String name, String field) {
    expectProblem(expected, name);
    assertThat(body().path("field").asString()).as(text).isEqualTo(field);
    return this;
  }

  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  public JsonNode body() {
    return JSON.readTree(text);
  }

  /** One member of each item of a list. */
  public List<String> items(String member) {
    List<String> values = new ArrayList<>();
    expect(200).body().path("items").forEach(item -> values.add(item.path(member).asString()));
    return values;
  }
}
