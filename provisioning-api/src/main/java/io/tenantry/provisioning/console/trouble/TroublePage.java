package io.tenantry.provisioning.console.trouble;

import io.tenantry.provisioning.console.live.LiveStreams;
import io.tenantry.provisioning.input.TextRules;
import io.tenantry.provisioning.operations.FailedTenants;
import io.tenantry.provisioning.operations.Reconciliations;
import io.tenantry.registry.Actor;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** All that may need somebody, on one page. */
@Controller
@RequestMapping("/console/trouble")
class TroublePage {

  private static final String TROUBLE = "redirect:/console/trouble?done=1";
  private static final int USUAL = 100;

  private final TroubleDesk desk;
  private final FailedTenants failed;
  private final Reconciliations reconciliations;
  private final LiveStreams streams;

  TroublePage(
      TroubleDesk desk,
      FailedTenants failed,
      Reconciliations reconciliations,
      LiveStreams streams) {
    this.desk = desk;
    this.failed = failed;
    this.reconciliations = reconciliations;
    this.streams = streams;
  }

  /**
   * Which tenants that were given up are to be built anew.
   *
   * @param statusReason how what they failed of begins
   * @param reason for the audit log
   */
  record Retry(
      @Nullable @Size(max = 50) @Pattern(regexp = TEXT_OR_NONE, message = TextRules.NO_TEXT)
          String type,
      @Nullable
          @Size(max = TextRules.REASON_LENGTH, message = TextRules.LONG_REASON)
          @Pattern(regexp = TEXT_OR_NONE, message = TextRules.NO_TEXT)
          String statusReason,
      @Nullable @Min(1) @Max(1000) Integer limit,
      @Nullable
          @Size(max = TextRules.REASON_LENGTH, message = TextRules.LONG_REASON)
          @Pattern(regexp = TEXT_OR_NONE, message = TextRules.NO_TEXT)
          String reason) {

    private static final String TEXT_OR_NONE = "|" + TextRules.TEXT;
  }

  /**
   * To who comes, or comes back from an order, as it is now. The page that renews itself, in
   * however many browsers, is told what all are told.
   */
  @GetMapping
  String show(
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean inPage,
      @RequestParam(required = false) @Nullable String done,
      Model model) {
    model.addAttribute("look", inPage && done == null ? desk.look() : desk.read());
    return "console/trouble";
  }

  @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  void live(HttpServletResponse response) throws InterruptedException {
    streams.tellChanges(response, TroubleDesk.FRESH, desk::look);
  }

  @PostMapping("/retry-failed")
  String retry(@Valid @ModelAttribute Retry form, Actor actor, RedirectAttributes page) {
    int retried =
        failed.retry(
            given(form.type()),
            given(form.statusReason()),
            form.limit() == null ? USUAL : form.limit(),
            form.reason() == null ? "" : form.reason().strip(),
            actor);
    page.addFlashAttribute("done", "Ordered: workers build " + retried + " tenants anew.");
    return TROUBLE;
  }

  @PostMapping("/reconcile")
  String reconcile(Actor actor, RedirectAttributes page) {
    reconciliations.request(actor);
    page.addFlashAttribute("done", "Ordered: workers compare the registry with the database.");
    return TROUBLE;
  }

  private static @Nullable String given(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
