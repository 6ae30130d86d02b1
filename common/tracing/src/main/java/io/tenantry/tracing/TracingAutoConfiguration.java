package io.tenantry.tracing;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.exporter.SpanExportingPredicate;
import io.micrometer.tracing.propagation.Propagator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Traces of messages, wherever the application has a tracer. */
@AutoConfiguration(
    afterName =
        "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure."
            + "OpenTelemetryTracingAutoConfiguration")
class TracingAutoConfiguration {

  @Bean
  MessageTraces messageTraces(
      ObjectProvider<Tracer> tracers, ObjectProvider<Propagator> propagators) {
    Tracer tracer = tracers.getIfUnique();
    Propagator propagator = propagators.getIfUnique();
    return tracer == null || tracer == Tracer.NOOP || propagator == null
        ? MessageTraces.OFF
        : MessageTraces.of(tracer, propagator);
  }

  /** Whoever asks for health and metrics asks every few seconds. */
  @Bean
  SpanExportingPredicate nothingOfTheActuator() {
    return span -> !String.valueOf(span.getTags().get("uri")).startsWith("/actuator");
  }
}
