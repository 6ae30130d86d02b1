package io.tenantry.bench;

import io.tenantry.bench.load.Load;
import io.tenantry.bench.load.LoadGenerator;
import io.tenantry.launcher.Service;
import java.util.List;
import java.util.Map;

/**
 * Well-behaved tenants that ask at a steady rate, by themselves and beside one that sends as many
 * requests as it gets answers.
 *
 * @param calm what the requests of the well-behaved ones say, by domain
 * @param flooding the same for the other one
 */
record Flood(
    Service service,
    Map<String, Map<String, String>> calm,
    Map<String, Map<String, String>> flooding) {

  private static final int PER_SECOND = 200;

  void run(LoadGenerator generator, Size size, Report report) {
    double seconds = size.of(6, 1);
    var visitors = new Load.Crowd(Way.VISITORS, PER_SECOND, calm);
    var flood = new Load.Crowd(Way.VISITORS, 0, flooding);
    Times alone = new Times();
    Times beside = new Times();
    Times served = new Times();
    Times refused = new Times();
    for (int round = 0; round < size.of(9, 1); round++) {
      alone.add(send(generator, seconds, List.of(visitors)).getFirst().p99());
      List<Load.Outcome> both = send(generator, seconds, List.of(visitors, flood));
      beside.add(both.getFirst().p99());
      served.add(both.getLast().served() / seconds);
      refused.add(both.getLast().refused() / seconds);
    }
    report.figure("calm_p99_ms", alone.median());
    report.figure("flood_p99_ms", beside.median());
    report.figure("flood_p99_over_calm", beside.over(alone));
    report.figure("flood_served_per_second", served.median());
    report.figure("flood_refused_per_second", refused.median());
  }

  private List<Load.Outcome> send(
      LoadGenerator generator, double seconds, List<Load.Crowd> crowds) {
    List<Load.Outcome> outcomes =
        generator.send(new Load(service.port(), Way.PATH, seconds, crowds));
    if (outcomes.getFirst().refused() > 0) {
      throw new IllegalStateException("well-behaved tenants were refused");
    }
    return outcomes;
  }
}
