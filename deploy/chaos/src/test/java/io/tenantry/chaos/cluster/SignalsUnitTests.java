package io.tenantry.chaos.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.RepeatedTest;

class SignalsUnitTests {

  /** One that survived would hold the ports that the next one needs. */
  @RepeatedTest(5)
  void killsWhatIsStartedWhileTheTreeIsKilled() throws IOException {
    String mark = "1000." + ThreadLocalRandom.current().nextInt(100_000, 1_000_000);
    Process root =
        new ProcessBuilder(
                "sh", "-c", "for i in $(seq 100); do sh -c \"sleep $0 & wait\" & done; wait", mark)
            .start();
    Signals.killTree(root.toHandle());
    assertThat(root.isAlive()).isFalse();
    assertThat(ProcessHandle.allProcesses().filter(each -> bears(each, mark))).isEmpty();
  }

  private static boolean bears(ProcessHandle process, String mark) {
    return process.info().arguments().stream().flatMap(Arrays::stream).anyMatch(mark::equals);
  }
}
