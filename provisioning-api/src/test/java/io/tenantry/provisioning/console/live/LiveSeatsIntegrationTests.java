package io.tenantry.provisioning.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.console.AbstractConsoleTests;
import io.tenantry.provisioning.console.Browser;
import io.tenantry.provisioning.console.LiveClient;
import io.tenantry.provisioning.operators.Role;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveSeatsIntegrationTests extends AbstractConsoleTests {

  private static final String LIVE = "/console/live";

  @Test
  void oneOperatorLeavesRoomForOthers() throws Exception {
    Browser browser = loggedIn(Role.VIEWER);
    List<LiveClient> open = new ArrayList<>();
    try {
      for (int number = 0; number < LiveSeats.EACH; number++) {
        open.add(browser.live(LIVE));
      }

      var refused = browser.get(LIVE, "Accept", "text/event-stream");

      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.body()).contains("too-many-pages");
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(browser.get("/console/tenants").statusCode()).isEqualTo(200);
      open.add(loggedIn(Role.VIEWER).live(LIVE));
      assertThat(open).allSatisfy(stream -> assertThat(stream.lines("{")).isEmpty());
    } finally {
      for (LiveClient stream : open) {
        stream.close();
      }
    }
  }
}
