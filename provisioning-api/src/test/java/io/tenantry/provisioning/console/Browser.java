package io.tenantry.provisioning.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The console as a browser without scripts sees it: with cookies, and forms that bear a token. */
public final class Browser {

  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final int port;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  public Browser(int port) {
    this.port = port;
  }

  /** Follows redirects as browsers do. */
  public HttpResponse<String> get(String path, String... headers) {
    HttpResponse<String> answer = send(request(path, headers).GET().build());
    return answer.statusCode() == 302 ? get(target(answer)) : answer;
  }

  /** Asks for a page without following where it leads. */
  public HttpResponse<String> visit(String path) {
    return send(request(path).GET().build());
  }

  /** Listens to what the page is told. */
  public LiveClient live(String path) throws IOException, InterruptedException {
    return new LiveClient(
        http.send(
                request(path, "Accept", "text/event-stream").GET().build(),
                BodyHandlers.ofInputStream())
            .body());
  }

  /** Sends the form of a page, with the page's token, and follows. */
  public HttpResponse<String> post(String page, String path, String... fields) {
    HttpResponse<String> answer = submit(page, path, fields);
    return answer.statusCode() == 302 ? get(target(answer)) : answer;
  }

  /** The same without following. */
  public HttpResponse<String> submit(String page, String path, String... fields) {
    Matcher token = CSRF.matcher(get(page).body());
    List<String> all = new ArrayList<>(List.of(fields));
    if (token.find()) {
      all.add("_csrf");
      all.add(token.group(1));
    }
    return send(form(path, all).build());
  }

  /** A form that comes from elsewhere. */
  public HttpResponse<String> foreign(String path, String... fields) {
    return send(form(path, List.of(fields)).build());
  }

  /** What a neighbour below the same domain can do. */
  public void plant(String name, String value) {
    URI here = URI.create("http://localhost:" + port + "/");
    try {
      cookies.put(here, Map.of("Set-Cookie", List.of(name + "=" + value + "; Path=/")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<HttpCookie> cookies() {
    return cookies.getCookieStore().getCookies();
  }

  public String session() {
    return cookies().stream()
        .filter(cookie -> cookie.getName().equals("TENANTRY_CONSOLE"))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse("");
  }

  private HttpRequest.Builder form(String path, List<String> fields) {
    StringBuilder body = new StringBuilder();
    for (int index = 0; index < fields.size(); index += 2) {
      body.append(fields.get(index))
          .append('=')
          .append(URLEncoder.encode(fields.get(index + 1), StandardCharsets.UTF_8))
          .append('&');
    }
    return request(path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body.toString()));
  }

  private HttpRequest.Builder request(String path, String... headers) {
    URI address = URI.create("http://localhost:" + port + "/").resolve(path);
    HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Accept", "text/html");
    for (int index = 0; index < headers.length; index += 2) {
      request.setHeader(headers[index], headers[index + 1]);
    }
    return request;
  }

  private static String target(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
