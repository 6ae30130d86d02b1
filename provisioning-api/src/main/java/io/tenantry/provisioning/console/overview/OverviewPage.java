package io.tenantry.provisioning.console.overview;

import io.tenantry.provisioning.console.live.LiveStreams;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Shows the overview, and tells when it has changed. */
@Controller
class OverviewPage {

  private final OverviewDesk desk;
  private final LiveStreams streams;

  OverviewPage(OverviewDesk desk, LiveStreams streams) {
    this.desk = desk;
    this.streams = streams;
  }

  @GetMapping("/console")
  String show(Model model) {
    model.addAttribute("overview", desk.look());
    return "console/overview";
  }

  @GetMapping(path = "/console/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  void live(HttpServletResponse response) throws InterruptedException {
    streams.tellChanges(response, OverviewDesk.FRESH, desk::look);
  }
}
