package io.tenantry.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.testing.Broker;
import io.tenantry.testing.Infrastructure;
import io.tenantry.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RelayClusterIntegrationTests {

  private static final int TENANTS = 100;
  private static final int EVENTS = 10_000;
  private static final int PER_TRANSACTION = 10;

  @Test
  void threeRelaysLoseNothingAndKeepEachTenantsOrderThoughOneIsKilled() throws Exception {
    Broker broker = Infrastructure.get().broker();
    try (TestDatabase database = TestDatabase.withControlSchema();
        RelayNode writer = new RelayNode(database, broker, false);
        EventRecorder recorder = new EventRecorder(broker, writer.addresses().events());
        RelayNode _ = new RelayNode(database, broker, true);
        RelayNode two = new RelayNode(database, broker, true);
        RelayNode _ = new RelayNode(database, broker, true)) {
      List<UUID> tenants = new ArrayList<>();
      for (int n = 0; n < TENANTS; n++) {
        tenants.add(writer.signUp("shop" + n));
      }
      List<Future<?>> writing = new ArrayList<>();
      try (var threads = Executors.newFixedThreadPool(3)) {
        for (int n = 0; n < (EVENTS - TENANTS) / PER_TRANSACTION; n++) {
          List<UUID> some = sample(tenants, n);
          writing.add(threads.submit(() -> writer.announce(some)));
        }
        await().atMost(Duration.ofMinutes(5)).until(() -> recorder.inOrder() > EVENTS / 4);
        two.kill();
      }
      for (Future<?> written : writing) {
        written.get();
      }
      await()
          .atMost(Duration.ofMinutes(5))
          .untilAsserted(() -> assertThat(recorder.inOrder()).isEqualTo(EVENTS));
      assertThat(recorder.outOfOrder()).isEmpty();
      await().until(() -> writer.waiting() == 0);
    }
  }

  private static List<UUID> sample(List<UUID> tenants, int seed) {
    List<UUID> shuffled = new ArrayList<>(tenants);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled.subList(0, PER_TRANSACTION);
  }
}
