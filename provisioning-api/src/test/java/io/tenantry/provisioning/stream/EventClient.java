package io.tenantry.provisioning.stream;

import io.tenantry.provisioning.Api;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A client of one event stream, which keeps the lines that it gets. */
public final class EventClient implements AutoCloseable {

  public static final String BROKEN_OFF = "(broken off)";

  private final HttpResponse<InputStream> response;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread reader;

  private EventClient(HttpResponse<InputStream> response) {
    this.response = response;
    this.reader = Thread.ofVirtual().start(this::read);
  }

  public static EventClient open(Api api, UUID tenant, String... headers) throws Exception {
    var request = api.request("GET", Api.TENANTS + "/" + tenant + "/events", null, headers);
    return new EventClient(Api.http().send(request, BodyHandlers.ofInputStream()));
  }

  public int status() {
    return response.statusCode();
  }

  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  public List<String> lines(String start) {
    return lines.stream().filter(line -> line.startsWith(start)).toList();
  }

  public boolean hasEnded() {
    return !reader.isAlive();
  }

  @Override
  public void close() throws IOException {
    response.body().close();
  }

  private void read() {
    try (Stream<String> text =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))
            .lines()) {
      text.forEach(lines::add);
    } catch (UncheckedIOException e) {
      lines.add(BROKEN_OFF);
    }
  }
}
