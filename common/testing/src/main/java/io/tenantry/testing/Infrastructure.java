package io.tenantry.testing;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL server and the AMQP broker of this JVM's tests. Each is found or started when
 * first asked for, in the order URL, Docker, installed, embedded, and ends with the JVM.
 */
public final class Infrastructure {

  private static final Logger log = LoggerFactory.getLogger(Infrastructure.class);
  private static final Infrastructure INSTANCE = new Infrastructure();

  private final Once<PostgresServer> postgres =
      new Once<>("PostgreSQL", PostgresSources::find, PostgresServer::description);
  private final Once<Broker> broker =
      new Once<>("AMQP broker", BrokerSources::find, Broker::description);
  private final Once<Broker> embeddedBroker =
      new Once<>("second AMQP broker", BrokerSources::embedded, Broker::description);

  private Infrastructure() {}

  /** The one of this JVM. */
  public static Infrastructure get() {
    return INSTANCE;
  }

  /** The server that holds the test databases; see {@link TestDatabase#create()}. */
  public PostgresServer postgres() {
    return postgres.get();
  }

  /** The broker, shared by all tests of this JVM; each takes a prefix of its own for its names. */
  public Broker broker() {
    return broker.get();
  }

  /** The embedded broker, whatever else there is, for what has to work on both kinds. */
  public Broker embeddedBroker() {
    Broker usual = broker();
    return usual.isRabbitMq() ? embeddedBroker.get() : usual;
  }

  /** Finds one server at first use; two servers may start at the same time. */
  private static final class Once<T> {

    private final String name;
    private final Supplier<T> source;
    private final Function<T, String> description;
    private @Nullable T value;

    Once(String name, Supplier<T> source, Function<T, String> description) {
      this.name = name;
      this.source = source;
      this.description = description;
    }

    synchronized T get() {
      T found = value;
      if (found == null) {
        found = source.get();
        log.info("Tests use {}: {}", name, description.apply(found));
        value = found;
      }
      return found;
    }
  }
}
