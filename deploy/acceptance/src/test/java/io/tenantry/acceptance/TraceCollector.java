package io.tenantry.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Takes OTLP over HTTP, and keeps what it is told in memory. */
final class TraceCollector implements AutoCloseable {

  private static final HexFormat HEX = HexFormat.of();

  private final List<Seen> spans = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  TraceCollector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  /** A span with what identifies it, and the service that it comes from. */
  record Seen(
      String service,
      String name,
      String trace,
      String id,
      String parent,
      Map<String, String> tags) {}

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
  }

  List<Seen> of(String trace) {
    return spans.stream().filter(span -> span.trace().equals(trace)).toList();
  }

  List<Seen> others(List<String> traces) {
    return spans.stream().filter(span -> !traces.contains(span.trace())).toList();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
      for (ResourceSpans resource : request.getResourceSpansList()) {
        String service = tags(resource.getResource().getAttributesList()).get("service.name");
        for (ScopeSpans scope : resource.getScopeSpansList()) {
          scope.getSpansList().forEach(span -> spans.add(seen(service, span)));
        }
      }
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private static Seen seen(String service, Span span) {
    return new Seen(
        service,
        span.getName(),
        HEX.formatHex(span.getTraceId().toByteArray()),
        HEX.formatHex(span.getSpanId().toByteArray()),
        HEX.formatHex(span.getParentSpanId().toByteArray()),
        tags(span.getAttributesList()));
  }

  private static Map<String, String> tags(List<KeyValue> attributes) {
    return attributes.stream()
        .collect(
            Collectors.toMap(
                KeyValue::getKey, tag -> tag.getValue().getStringValue(), (one, other) -> other));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
