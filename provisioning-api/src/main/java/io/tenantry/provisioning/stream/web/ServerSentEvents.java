package io.tenantry.provisioning.stream.web;

import io.tenantry.provisioning.stream.Audience;
import io.tenantry.registry.Tenants.RecordedEvent;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** Writes events as a {@code text/event-stream}, whose form the HTML standard lays down. */
final class ServerSentEvents implements Audience {

  private static final String RETRY = "retry: 2000\n\n";
  private static final String COMMENT = ": still here\n\n";

  private final HttpServletResponse response;
  private boolean begun;

  ServerSentEvents(HttpServletResponse response) {
    this.response = response;
  }

  @Override
  public void tell(List<RecordedEvent> events) throws IOException {
    StringBuilder text = new StringBuilder();
    if (!begun) {
      begin();
      text.append(RETRY);
    }
    for (RecordedEvent event : events) {
      text.append("id: ").append(event.sequence()).append('\n');
      text.append("event: ").append(event.type()).append('\n');
      event.data().lines().forEach(line -> text.append("data: ").append(line).append('\n'));
      text.append('\n');
    }
    write(text.toString());
  }

  @Override
  public void beat() throws IOException {
    write(COMMENT);
  }

  void begin() {
    begun = true;
    response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE + ";charset=UTF-8");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    // Proxies that buffer would keep the events to themselves.
    response.setHeader("X-Accel-Buffering", "no");
  }

  private void write(String text) throws IOException {
    response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    response.flushBuffer();
  }
}
