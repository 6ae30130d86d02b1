package io.tenantry.provisioning.console.live;

import io.tenantry.provisioning.stream.Audience;
import io.tenantry.registry.Tenants.RecordedEvent;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** Writes {@code changed} into a stream; what has changed the page asks for itself. */
public final class LiveEvents implements Audience {

  private final HttpServletResponse response;
  private boolean begun;

  public LiveEvents(HttpServletResponse response) {
    this.response = response;
  }

  @Override
  public void tell(List<RecordedEvent> events) throws IOException {
    begin();
    if (!events.isEmpty()) {
      changed();
    }
  }

  @Override
  public void beat() throws IOException {
    write(": still here\n\n");
  }

  void begin() throws IOException {
    if (!begun) {
      begun = true;
      response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE + ";charset=UTF-8");
      response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
      // Proxies that buffer would keep the events to themselves.
      response.setHeader("X-Accel-Buffering", "no");
      write("retry: 2000\n\n");
    }
  }

  void changed() throws IOException {
    write("event: changed\ndata: changed\n\n");
  }

  private void write(String text) throws IOException {
    response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    response.flushBuffer();
  }
}
