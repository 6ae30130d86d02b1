package io.tenantry.problems;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.Filter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    classes = ProblemTests.Application.class,
    properties = "tenantry.http.max-body=1KB")
@ExtendWith(OutputCaptureExtension.class)
class ProblemTests {

  private static final String SECRET = "secret words of an exception";

  @LocalServerPort private int port;

  private final HttpClient http = HttpClient.newHttpClient();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"name\":\"a\",\"colour\":1}            | colour",
        "{\"name\":5}                             | name",
        "{\"name\":true}                          | name",
        "{\"name\":[\"a\"]}                       | name",
        "{\"name\":\"a\",\"count\":\"5\"}         | count",
        "{\"name\":\"a\",\"count\":1.5}           | count",
        "{\"name\":\"a\",\"count\":\"\"}          | count",
        "{\"name\":\"a\",\"count\":99999999999}   | count",
        "{\"name\":\"a\",\"size\":\"HUGE\"}       | size",
        "{\"name\":\"a\",\"size\":0}              | size",
        "{\"name\":\"a\",\"id\":\"x\"}            | id",
        "{\"name\":\"a\",\"id\":\"\"}             | id",
        "{\"name\":\"a\",\"lines\":[{\"price\":1},{\"price\":\"x\"}]} | lines[1].price",
        "{\"name\":\"a\",\"lines\":[{\"price\":1,\"tax\":2}]}         | lines[0].tax",
        "{\"name\":\"a\",\"lines\":[{\"price\":1000}]}                | lines[0].price",
        "{\"name\":\"a\",\"lines\":{}}            | lines",
        "{\"name\":\" \"}                         | name",
        "{}                                       | name",
        "{\"name\":\"a\",\"email\":\"none\"}      | email",
      })
  void namesTheMemberThatIsWrong(String body, String field) throws Exception {
    JsonNode problem = problem(post(body), 400, "invalid-request");

    assertThat(problem.path("field").asString()).isEqualTo(field);
    assertThat(problem.path("errors").get(0).path("field").asString()).isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``",
        "{",
        "nonsense",
        "null",
        "[]",
        "\"text\"",
        "{\"name\":\"a\"} {}",
        "{\"name\":\"a\",\"name\":\"b\"}",
        "{\"name\":\"a\",}",
      })
  void refusesABodyThatIsNoObjectOfJson(String body) throws Exception {
    problem(post(body), 400, "malformed-body");
  }

  @Test
  void refusesDeeplyNestedJson() throws Exception {
    problem(post("{\"lines\":[" + "{\"parts\":[".repeat(40)), 400, "malformed-body");
  }

  @Test
  void listsAllMembersThatFailValidation() throws Exception {
    JsonNode problem = problem(post("{\"name\":\"\",\"email\":\"none\"}"), 400, "invalid-request");

    assertThat(problem.path("errors").valueStream().map(error -> error.path("field").asString()))
        .containsExactly("email", "name");
  }

  @Test
  void acceptsWhatIsRight() throws Exception {
    HttpResponse<String> answer =
        post("{\"name\":\"a\",\"count\":3,\"size\":\"small\",\"lines\":[{\"price\":2}]}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  @Test
  void refusesALongBodyByItsLength() throws Exception {
    problem(post("{\"name\":\"" + "a".repeat(2000) + "\"}"), 413, "body-too-large");
  }

  @Test
  void refusesALongChunkedBody() throws Exception {
    byte[] body = ("{\"name\":\"" + "a".repeat(2000) + "\"}").getBytes(StandardCharsets.UTF_8);
    BodyPublisher chunked =
        BodyPublishers.ofInputStream(() -> (InputStream) new ByteArrayInputStream(body));

    problem(send("POST", "/orders", chunked, "application/json"), 413, "body-too-large");
  }

  @Test
  void refusesALongChunkedBodyOfParts() throws Exception {
    String part = "--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a\"\r\n\r\n%s\r\n";
    byte[] body = (part.formatted("a".repeat(2000)) + "--x--\r\n").getBytes(StandardCharsets.UTF_8);
    BodyPublisher chunked =
        BodyPublishers.ofInputStream(() -> (InputStream) new ByteArrayInputStream(body));

    problem(
        send("POST", "/orders", chunked, "multipart/form-data; boundary=x"), 413, "body-too-large");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /nowhere,            404, not-found",
    "DELETE, /orders,             405, method-not-allowed",
    "TRACE,  /orders,             405, method-not-allowed",
    "GET,    /filter/fails,       500, internal",
    "GET,    /filter/refuses,     401, unauthorized",
    "GET,    /error,              404, not-found",
    "GET,    /database,           503, unavailable",
    "GET,    /database/lost,      503, unavailable",
    "GET,    /taken,              409, name-taken",
    "GET,    /orders/1?page=x,    400, invalid-request",
    "GET,    /orders/one,         400, invalid-request",
    "GET,    /orders/1?page=1000, 400, invalid-request",
    "GET,    /search,             400, invalid-request",
    "GET,    /search?text=%c0%80, 400, invalid-request",
    "GET,    /search?text=%ff,   400, invalid-request",
    "GET,    /filter/reads?a=%ff, 400, invalid-request",
    "GET,    /fails,              500, internal",
  })
  void answersEverythingElseWithAProblemToo(String method, String path, int status, String type)
      throws Exception {
    problem(send(method, path, BodyPublishers.noBody(), "application/json"), status, type);
  }

  @Test
  void answersAProblemWhateverIsAccepted() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri("/nowhere")).header("Accept", "text/html").build();

    problem(http.send(request, BodyHandlers.ofString()), 404, "not-found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/yaml",
        "application/cbor",
        "application/xml",
        "application/x-jackson-smile"
      })
  void refusesAnotherMediaType(String type) throws Exception {
    problem(
        send("POST", "/orders", BodyPublishers.ofString("name: a"), type),
        415,
        "unsupported-media-type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/yaml", "application/cbor", "application/xml"})
  void answersInJsonOnly(String type) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri("/size")).header("Accept", type).build();

    problem(http.send(request, BodyHandlers.ofString()), 406, "not-acceptable");
  }

  @Test
  void logsNoStackTraceOfParametersThatCannotBeRead(CapturedOutput output) throws Exception {
    get("/search?text=%ff");
    get("/filter/reads?a=%ff");

    assertThat(output).doesNotContain("InvalidParameterException");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/orders/one           | id: must be a whole number",
        "/orders/1?page=x      | page: must be a whole number",
        "/found?id=x           | id: must be a UUID",
        "/found?size=HUGE      | size: must be one of small, LARGE",
      })
  void saysWhatAParameterMustBe(String path, String detail) throws Exception {
    assertThat(problem(get(path), 400, "invalid-request").path("detail").asString())
        .isEqualTo(detail);
  }

  @Test
  void namesTheConstantsOfAnEnumAsJsonDoes() throws Exception {
    JsonNode problem = problem(post("{\"size\":\"SMALL\"}"), 400, "invalid-request");

    assertThat(problem.path("detail").asString()).isEqualTo("size: must be one of small, LARGE");
  }

  @Test
  void namesParametersThatAreWrong() throws Exception {
    assertThat(problem(get("/orders/1?page=x"), 400, "invalid-request").path("field").asString())
        .isEqualTo("page");
    assertThat(problem(get("/orders/one"), 400, "invalid-request").path("field").asString())
        .isEqualTo("id");
    assertThat(problem(get("/search"), 400, "invalid-request").path("field").asString())
        .isEqualTo("text");
  }

  @Test
  void tellsNothingOfAnUnexpectedExceptionButAnId() throws Exception {
    HttpResponse<String> answer = get("/fails");

    assertThat(answer.body()).doesNotContain(SECRET).doesNotContain("Exception");
    assertThat(UUID.fromString(problem(answer, 500, "internal").path("id").asString())).isNotNull();
  }

  @Test
  void carriesFieldsAndHeadersOfAProblemException() throws Exception {
    HttpResponse<String> answer = get("/taken");

    assertThat(problem(answer, 409, "name-taken").path("field").asString()).isEqualTo("name");
    assertThat(answer.headers().firstValue("Retry-After")).contains("3");
  }

  @ParameterizedTest
  @CsvSource({"'GET /a{b}c HTTP/1.1', ok", "'GET / HTTP/1.1', a b", "'GET /%zz HTTP/1.1', ok"})
  void answersAProblemWhereTomcatItselfRefuses(String line, String host) throws Exception {
    String answer = raw(line + "\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");

    assertThat(answer)
        .startsWith("HTTP/1.1 400")
        .containsIgnoringCase("Content-Type: application/problem+json")
        .contains("urn:tenantry:problem:bad-request")
        .doesNotContain("Tomcat")
        .doesNotContain("Exception");
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static JsonNode problem(HttpResponse<String> answer, int status, String type) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.body())
        .doesNotContain(SECRET)
        .doesNotContain("Exception")
        .doesNotContain("java.")
        .doesNotContain("springframework");
    JsonNode problem = JsonMapper.shared().readTree(answer.body());
    assertThat(problem.path("type").asString()).isEqualTo("urn:tenantry:problem:" + type);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("title").asString()).isNotBlank();
    assertThat(problem.path("detail").asString()).isNotBlank();
    return problem;
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send("GET", path, BodyPublishers.noBody(), "application/json");
  }

  private HttpResponse<String> post(@Nullable String body) throws Exception {
    return send(
        "POST", "/orders", BodyPublishers.ofString(body == null ? "" : body), "application/json");
  }

  private HttpResponse<String> send(
      String method, String path, BodyPublisher body, String contentType) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path))
            .method(method, body)
            .header("Content-Type", contentType)
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  @EnableAutoConfiguration
  @Import(Orders.class)
  static class Application {

    @Bean
    Filter failingFilter() {
      return (request, response, chain) -> {
        switch (((jakarta.servlet.http.HttpServletRequest) request).getRequestURI()) {
          case "/filter/fails" -> throw new IllegalStateException(SECRET);
          case "/filter/reads" -> request.getParameter("a");
          case "/filter/refuses" ->
              ((jakarta.servlet.http.HttpServletResponse) response).sendError(401, SECRET);
          default -> chain.doFilter(request, response);
        }
      };
    }
  }

  enum Size {
    @JsonProperty("small")
    SMALL,
    LARGE
  }

  record Line(@Max(100) int price, List<Line> parts) {}

  record Found(@Nullable UUID id, @Nullable Size size) {}

  record Order(
      @NotBlank String name,
      @Nullable Integer count,
      Size size,
      UUID id,
      @Email String email,
      List<@Valid Line> lines) {}

  @RestController
  static class Orders {

    @PostMapping("/orders")
    String create(@Valid @RequestBody Order order) {
      return order.name();
    }

    @GetMapping("/orders/{id}")
    int show(@PathVariable long id, @RequestParam(defaultValue = "1") @Max(100) int page) {
      return page;
    }

    @GetMapping("/search")
    String search(@RequestParam String text) {
      return text;
    }

    @GetMapping("/found")
    Found found(@Valid Found wanted) {
      return wanted;
    }

    @GetMapping("/size")
    Found size() {
      return new Found(null, Size.SMALL);
    }

    @GetMapping("/fails")
    String fail() {
      throw new IllegalStateException(SECRET);
    }

    @GetMapping("/database")
    String time() {
      throw new QueryTimeoutException(SECRET);
    }

    /** As a transaction ends whose connection was lost. */
    @GetMapping("/database/lost")
    String lost() {
      throw new TransactionSystemException("JDBC rollback failed", new RuntimeException(SECRET));
    }

    @GetMapping("/taken")
    String taken() {
      throw new ProblemException(HttpStatus.CONFLICT, "name-taken", "The name is taken.")
          .field("name")
          .header("Retry-After", "3");
    }
  }
}
