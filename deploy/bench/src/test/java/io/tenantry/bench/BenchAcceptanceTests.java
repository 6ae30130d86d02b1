package io.tenantry.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The short form of each scenario runs to its end; what it measures means nothing. */
class BenchAcceptanceTests {

  @ParameterizedTest
  @CsvSource({
    "provisioning, direct_over_raw spare_over_raw flyway_over_raw",
    "sign-up, p50_ms p99_ms burst_over_raw",
    "migration, run_over_raw flyway_over_run noop_ms",
    "outbox, p50_ms outbox_over_direct",
    "requests, tenancy_over_plain_50 tenancy_over_plain_1000 round_trips_per_request"
  })
  void endsWithItsFiguresAsJson(String scenario, String figures) throws IOException {
    var text = new ByteArrayOutputStream();
    String last =
        Bench.run(scenario, Size.SHORT, new PrintStream(text, true, StandardCharsets.UTF_8));
    JsonNode json = JsonMapper.shared().readTree(last);
    assertThat(json.path("scenario").asString()).isEqualTo(scenario);
    for (String figure : List.of(figures.split(" "))) {
      assertThat(json.path(figure).asDouble()).as(figure).isPositive();
    }
    assertThat(text.toString(StandardCharsets.UTF_8)).contains("round 1:");
  }
}
