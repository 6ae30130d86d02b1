package io.tenantry.bench;

import io.tenantry.bench.load.Load;
import io.tenantry.bench.load.LoadGenerator;
import io.tenantry.launcher.Service;
import java.util.List;
import java.util.Map;

/** One of the ways to be asked that are compared, with what was measured of it so far. */
record Way(
    String name,
    Service service,
    Map<String, Map<String, String>> headers,
    Times perSecond,
    Times p50,
    Times p99) {

  static final String PATH = "/api/products";

  /** Each keeps a connection and sends the next request when the last one is answered. */
  static final int VISITORS = 16;

  Way(String name, Service service, Map<String, Map<String, String>> headers) {
    this(name, service, headers, new Times(), new Times(), new Times());
  }

  /** Sends as many requests as are answered; all of them have to be served. */
  Load.Outcome ask(LoadGenerator generator, double seconds) {
    var crowd = new Load.Crowd(VISITORS, 0, headers);
    Load.Outcome outcome =
        generator.send(new Load(service.port(), PATH, seconds, List.of(crowd))).getFirst();
    if (outcome.refused() > 0) {
      throw new IllegalStateException(name + " refused " + outcome.refused() + " requests");
    }
    return outcome;
  }

  void measure(LoadGenerator generator, double seconds) {
    Load.Outcome outcome = ask(generator, seconds);
    perSecond.add(outcome.served() / seconds);
    p50.add(outcome.p50());
    p99.add(outcome.p99());
  }

  void report(Report report) {
    report.figure("requests_per_second_" + name, perSecond.median());
    report.figure("p50_ms_" + name, p50.median());
    report.figure("p99_ms_" + name, p99.median());
  }
}
