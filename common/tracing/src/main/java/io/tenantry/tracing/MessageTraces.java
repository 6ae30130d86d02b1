package io.tenantry.tracing;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Carries traces on over messages, as W3C {@code traceparent}. Without a tracer it does nothing,
 * and costs as much.
 */
public final class MessageTraces {

  /** The name of the header, of the column and of the CloudEvents attribute. */
  public static final String TRACEPARENT = "traceparent";

  /** What the names of CloudEvents attributes start with in headers. */
  private static final String ATTRIBUTES = "cloudEvents:";

  /** For where nothing is traced. */
  public static final MessageTraces OFF = new MessageTraces(null, null);

  private final @Nullable Tracer tracer;
  private final @Nullable Propagator propagator;

  private MessageTraces(@Nullable Tracer tracer, @Nullable Propagator propagator) {
    this.tracer = tracer;
    this.propagator = propagator;
  }

  public static MessageTraces of(Tracer tracer, Propagator propagator) {
    return new MessageTraces(tracer, propagator);
  }

  /** What runs here, for who goes on with it later; null if it is not traced. */
  public @Nullable String current() {
    if (tracer == null || propagator == null) {
      return null;
    }
    Span span = tracer.currentSpan();
    return span == null ? null : traceparent(propagator, span.context());
  }

  /** Adds to what runs here; for traces only, so the value may be of very many. */
  public void tag(String name, String value) {
    Span span = tracer == null ? null : tracer.currentSpan();
    if (span != null) {
      span.tag(name, value);
    }
  }

  /**
   * The sending of a message, to be ended by the caller.
   *
   * @param traceparent of whoever had it sent; null if that was not traced, and then this is not
   * @param since when it was recorded, so that the wait shows
   */
  public Sending sending(String type, @Nullable String traceparent, Instant since) {
    if (tracer == null || propagator == null || traceparent == null) {
      return Sending.UNTRACED;
    }
    Span span =
        continued(propagator, traceparent)
            .kind(Span.Kind.PRODUCER)
            .name("publish " + type)
            .startTimestamp(
                TimeUnit.MILLISECONDS.toMicros(since.toEpochMilli()), TimeUnit.MICROSECONDS)
            .start();
    return new Sending(span, traceparent(propagator, span.context()));
  }

  /**
   * Works on a message that arrived, in its sender's trace; in one of its own if it has none.
   *
   * @param headers the message's, of which the trace and the subject are looked at
   */
  public void receiving(String type, Map<String, ?> headers, Runnable work) {
    if (tracer == null || propagator == null) {
      work.run();
      return;
    }
    String traceparent = text(headers, TRACEPARENT);
    Span span =
        continued(
                propagator,
                traceparent == null ? text(headers, ATTRIBUTES + TRACEPARENT) : traceparent)
            .kind(Span.Kind.CONSUMER)
            .name("process " + type)
            .start();
    String subject = text(headers, ATTRIBUTES + "subject");
    if (subject != null) {
      span.tag("tenant.id", subject);
    }
    try (var _ = tracer.withSpan(span)) {
      work.run();
    } catch (Throwable e) {
      span.error(e);
      throw e;
    } finally {
      span.end();
    }
  }

  /** The same work for whatever thread it is run on. */
  public <T extends @Nullable Object> Callable<T> carry(Callable<T> work) {
    Span span = tracer == null ? null : tracer.currentSpan();
    if (tracer == null || span == null) {
      return work;
    }
    return () -> {
      try (var _ = tracer.withSpan(span)) {
        return work.call();
      }
    };
  }

  private static @Nullable String text(Map<String, ?> headers, String name) {
    Object value = headers.get(name);
    return value == null ? null : value.toString();
  }

  private static Span.Builder continued(Propagator propagator, @Nullable String traceparent) {
    Map<String, String> headers = traceparent == null ? Map.of() : Map.of(TRACEPARENT, traceparent);
    return propagator.extract(headers, Map::get);
  }

  private static @Nullable String traceparent(Propagator propagator, TraceContext context) {
    Map<String, String> headers = new HashMap<>();
    propagator.inject(context, headers, Map::put);
    return headers.get(TRACEPARENT);
  }

  /** A message on its way to the broker. */
  public static final class Sending {

    private static final Sending UNTRACED = new Sending(null, null);

    private final @Nullable Span span;
    private final @Nullable String traceparent;

    private Sending(@Nullable Span span, @Nullable String traceparent) {
      this.span = span;
      this.traceparent = traceparent;
    }

    /** For the message's header; null if it is not traced. */
    public @Nullable String traceparent() {
      return traceparent;
    }

    /**
     * It has arrived, or not.
     *
     * @param trouble null if it has
     */
    public void end(@Nullable String trouble) {
      if (span != null) {
        if (trouble != null) {
          span.tag("error", trouble);
        }
        span.end();
      }
    }
  }
}
