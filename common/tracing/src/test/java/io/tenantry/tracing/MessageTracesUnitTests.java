package io.tenantry.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class MessageTracesUnitTests {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Service {

    @Bean
    InMemorySpanExporter exporter() {
      return InMemorySpanExporter.create();
    }
  }

  @Test
  void carriesATraceOverAMessageAndTheWorkForIt() {
    try (ConfigurableApplicationContext context =
        start("management.tracing.sampling.probability=0")) {
      MessageTraces traces = context.getBean(MessageTraces.class);
      Instant recorded = Instant.now().minusSeconds(3);
      MessageTraces.Sending sending = traces.sending("tenant.created", PARENT, recorded);
      Map<String, Object> headers =
          Map.of("traceparent", sending.traceparent(), "cloudEvents:subject", "a-tenant");
      sending.end(null);
      String[] within = new String[1];
      traces.receiving("tenant.created", headers, () -> within[0] = traces.current());

      assertThat(within[0]).startsWith("00-" + TRACE).hasSize(55);
      assertThat(traces.current()).isNull();
      List<SpanData> spans = spans(context);
      assertThat(spans).extracting(SpanData::getTraceId).containsOnly(TRACE);
      SpanData sent = spans.getFirst();
      SpanData worked = spans.getLast();
      assertThat(sent.getKind()).isEqualTo(SpanKind.PRODUCER);
      assertThat(sent.getParentSpanId()).isEqualTo("b7ad6b7169203331");
      assertThat(sent.getEndEpochNanos() - sent.getStartEpochNanos()).isGreaterThan(2_900_000_000L);
      assertThat(worked.getKind()).isEqualTo(SpanKind.CONSUMER);
      assertThat(worked.getParentSpanId()).isEqualTo(sent.getSpanId());
      assertThat(worked.getAttributes().asMap().toString()).contains("a-tenant");
    }
  }

  @Test
  void takesTheRecordersTraceWhereThePublishersIsMissing() {
    try (ConfigurableApplicationContext context =
        start("management.tracing.sampling.probability=0")) {
      MessageTraces traces = context.getBean(MessageTraces.class);
      traces.receiving("x", Map.of("cloudEvents:traceparent", PARENT), () -> {});
      traces.receiving("y", Map.of(), () -> {});
      traces.receiving("z", Map.of("traceparent", "no trace at all"), () -> {});
      assertThat(spans(context)).extracting(SpanData::getName).containsExactly("process x");
    }
  }

  @Test
  void isNotThereWhereTheEndpointIsEmpty() {
    try (ConfigurableApplicationContext context = start("tenantry.tracing.endpoint=")) {
      assertThat(context.getBean(MessageTraces.class)).isSameAs(MessageTraces.OFF);
      assertThat(context.getBeansOfType(Tracer.class)).isEmpty();
      assertThat(context.getBeansOfType(SdkTracerProvider.class)).isEmpty();
      assertThat(MessageTraces.OFF.sending("x", PARENT, Instant.now()).traceparent()).isNull();
      assertThat(MessageTraces.OFF.current()).isNull();
    }
  }

  private static ConfigurableApplicationContext start(String setting) {
    SpringApplication application =
        new SpringApplicationBuilder(Service.class)
            .web(WebApplicationType.NONE)
            .properties(setting, "management.otlp.metrics.export.enabled=false")
            .build();
    return application.run();
  }

  private static List<SpanData> spans(ConfigurableApplicationContext context) {
    context.getBean(SdkTracerProvider.class).forceFlush().join(10, TimeUnit.SECONDS);
    return context.getBean(InMemorySpanExporter.class).getFinishedSpanItems();
  }
}
