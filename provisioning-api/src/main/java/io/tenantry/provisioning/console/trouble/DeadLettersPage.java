package io.tenantry.provisioning.console.trouble;

import io.tenantry.problems.ProblemException;
import io.tenantry.provisioning.deadletters.DeadLetter;
import io.tenantry.provisioning.deadletters.DeadLetterContent;
import io.tenantry.provisioning.deadletters.DeadLetterDesk;
import io.tenantry.provisioning.deadletters.DeadLetterFilter;
import io.tenantry.provisioning.deadletters.Redrive;
import io.tenantry.provisioning.deadletters.RepublishAnswer;
import io.tenantry.provisioning.paging.Cursor;
import io.tenantry.registry.Actor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Messages that nobody could read or finish: what they say, sent again or discarded. */
@Controller
@RequestMapping("/console/trouble/dead-letters")
class DeadLettersPage {

  private static final int ROWS = 50;
  private static final int MOST_SENT = 1000;
  private static final int MOST_SHOWN = 64 * 1024;
  private static final String TROUBLE = "redirect:/console/trouble?done=1";
  private static final String DONE = "done";

  private final DeadLetterDesk desk;

  DeadLettersPage(DeadLetterDesk desk) {
    this.desk = desk;
  }

  @GetMapping
  String list(
      @RequestParam(defaultValue = "true") boolean open,
      @RequestParam(defaultValue = "") String cursor,
      Model model) {
    Long after = cursor.isEmpty() ? null : Cursor.parse(cursor, 1).number(0);
    List<DeadLetter> found = desk.page(new DeadLetterFilter(open, null, null), after, ROWS + 1);
    List<DeadLetter> page = found.subList(0, Math.min(ROWS, found.size()));
    model
        .addAttribute("letters", page)
        .addAttribute("open", open)
        .addAttribute(
            "next", found.size() > ROWS ? Cursor.of(page.getLast().id()).toString() : null);
    return "console/dead-letters";
  }

  @GetMapping("/{id}")
  String show(@PathVariable long id, Model model) {
    DeadLetterContent content = desk.content(id).orElseThrow(() -> unknown(id));
    int shown = Math.min(content.body().length, MOST_SHOWN);
    model
        .addAttribute("letter", desk.find(id).orElseThrow(() -> unknown(id)))
        .addAttribute("headers", content.headers())
        .addAttribute("body", new String(content.body(), 0, shown, StandardCharsets.UTF_8))
        .addAttribute("cut", shown < content.body().length);
    return "console/dead-letter";
  }

  @PostMapping("/{id}/republish")
  String republish(@PathVariable long id, Actor actor, RedirectAttributes page) {
    switch (desk.republish(id, actor)) {
      case RepublishAnswer.Republished(DeadLetter letter) ->
          page.addFlashAttribute(DONE, "Its queue, " + letter.queue() + ", has it once more.");
      case RepublishAnswer.Unknown _ -> throw unknown(id);
      case RepublishAnswer.NotTaken(_, String why, _) ->
          throw new ProblemException(HttpStatus.CONFLICT, "dead-letter-not-taken", why);
      case RepublishAnswer.BrokerAway() -> throw brokerAway();
    }
    return TROUBLE;
  }

  @PostMapping("/republish")
  String republishAll(Actor actor, RedirectAttributes page) {
    Redrive redrive = desk.redrive(DeadLetterFilter.open(null, null), MOST_SENT, actor);
    if (redrive.foundNoBroker()) {
      throw brokerAway();
    }
    page.addFlashAttribute(
        DONE,
        "%d were sent again, %d could not be sent and stay. %s"
            .formatted(redrive.republished(), redrive.notTaken(), said(redrive.end())));
    return TROUBLE;
  }

  @PostMapping("/{id}/discard")
  String discard(@PathVariable long id, Actor actor, RedirectAttributes page) {
    if (!desk.discard(id, actor)) {
      throw unknown(id);
    }
    page.addFlashAttribute(DONE, "Discarded; the audit log remembers what it was.");
    return TROUBLE;
  }

  private static String said(Redrive.End end) {
    return switch (end) {
      case ALL -> "There are no others.";
      case LIMIT, TIME -> "There are more: send all again once more.";
      case BROKER_AWAY -> "Then the broker confirmed no more: try again later.";
    };
  }

  private static ProblemException unknown(long id) {
    return new ProblemException(
        HttpStatus.NOT_FOUND, "dead-letter-not-found", "There is no dead letter " + id + ".");
  }

  private static ProblemException brokerAway() {
    return new ProblemException(
        HttpStatus.SERVICE_UNAVAILABLE,
        "broker-unavailable",
        "The broker did not confirm it; the letter stays.");
  }
}
