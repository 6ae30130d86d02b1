package io.tenantry.provisioning.deadletters.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.problems.ProblemException;
import io.tenantry.provisioning.deadletters.DeadLetter;
import io.tenantry.provisioning.deadletters.DeadLetterDesk;
import io.tenantry.provisioning.deadletters.Redrive;
import io.tenantry.provisioning.deadletters.RepublishAnswer;
import io.tenantry.provisioning.paging.Cursor;
import io.tenantry.registry.Actor;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(
    path = "/api/v1/operations/dead-letters",
    produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Operations")
class DeadLettersController {

  private final DeadLetterDesk desk;

  DeadLettersController(DeadLetterDesk desk) {
    this.desk = desk;
  }

  @GetMapping
  @Operation(summary = "Messages that nobody could read or finish, newest first, page by page")
  DeadLetterPage list(@Valid @ParameterObject DeadLetterQuery query) {
    int limit = query.limitOrDefault();
    List<DeadLetter> found = desk.page(query.filter(), query.after(), limit + 1);
    List<DeadLetter> page = found.subList(0, Math.min(limit, found.size()));
    return new DeadLetterPage(
        page.stream().map(DeadLetterView::of).toList(),
        found.size() > limit ? Cursor.of(page.getLast().id()).toString() : null);
  }

  @GetMapping("/{id}")
  @Operation(summary = "One dead letter, with headers and body")
  DeadLetterView show(@PathVariable long id) {
    DeadLetter letter = desk.find(id).orElseThrow(() -> unknown(id));
    return DeadLetterView.of(
        letter, desk.content(id).map(DeadLetterContentView::of).orElseThrow(() -> unknown(id)));
  }

  @PostMapping("/{id}/republish")
  @Operation(
      summary = "Send it to its queue again",
      description =
          "Once the broker has confirmed it, it is republished. It is open again if it comes back.")
  DeadLetterView republish(@PathVariable long id, Actor actor) {
    return switch (desk.republish(id, actor)) {
      case RepublishAnswer.Republished(DeadLetter letter) -> DeadLetterView.of(letter);
      case RepublishAnswer.Unknown _ -> throw unknown(id);
      case RepublishAnswer.NotTaken(_, String why, _) ->
          throw new ProblemException(HttpStatus.CONFLICT, "dead-letter-not-taken", why);
      case RepublishAnswer.BrokerAway() -> throw brokerAway();
    };
  }

  @PostMapping("/republish")
  @Operation(
      summary = "Send many to their queues again, oldest first",
      description =
          "As many as go in 15 seconds; those that can't be sent are left out and counted. Repeat"
              + " it until its end is all.")
  RedriveView republishMany(
      @RequestBody(required = false) @Valid @Nullable RedriveRequest request, Actor actor) {
    RedriveRequest wanted = Objects.requireNonNullElse(request, RedriveRequest.ALL);
    Redrive redrive = desk.redrive(wanted.filter(), wanted.limitOrDefault(), actor);
    if (redrive.foundNoBroker()) {
      throw brokerAway();
    }
    return RedriveView.of(redrive);
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Discard it for good", description = "The audit log remembers what it was.")
  void discard(@PathVariable long id, Actor actor) {
    if (!desk.discard(id, actor)) {
      throw unknown(id);
    }
  }

  private static ProblemException unknown(long id) {
    return new ProblemException(
        HttpStatus.NOT_FOUND, "dead-letter-not-found", "There is no dead letter " + id + ".");
  }

  private static ProblemException brokerAway() {
    return new ProblemException(
            HttpStatus.SERVICE_UNAVAILABLE,
            "broker-unavailable",
            "The broker did not confirm it; the letter stays.")
        .header(HttpHeaders.RETRY_AFTER, "5");
  }
}
