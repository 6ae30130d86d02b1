package io.tenantry.provisioning.operations.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.problems.ProblemException;
import io.tenantry.provisioning.operations.Finding;
import io.tenantry.provisioning.operations.Findings;
import io.tenantry.provisioning.operations.RepairAnswer;
import io.tenantry.provisioning.operations.RepairDesk;
import io.tenantry.provisioning.paging.Cursor;
import io.tenantry.registry.Actor;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/operations/findings", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Operations")
class FindingsController {

  private final Findings findings;
  private final RepairDesk desk;

  FindingsController(Findings findings, RepairDesk desk) {
    this.findings = findings;
    this.desk = desk;
  }

  @GetMapping
  @Operation(
      summary = "Where the registry and the database disagree, newest first, page by page",
      description = "Nothing is repaired unless somebody asks for it.")
  FindingPage list(@Valid @ParameterObject FindingQuery query) {
    int limit = query.limitOrDefault();
    List<Finding> found =
        findings.page(query.wantedKind(), query.wantedResolved(), query.after(), limit + 1);
    List<Finding> page = found.subList(0, Math.min(limit, found.size()));
    return new FindingPage(
        page.stream().map(FindingView::of).toList(),
        found.size() > limit ? Cursor.of(page.getLast().id()).toString() : null);
  }

  @GetMapping("/{id}")
  @Operation(summary = "One finding")
  FindingView show(@PathVariable long id) {
    return findings.find(id).map(FindingView::of).orElseThrow(() -> unknown(id));
  }

  @PostMapping("/{id}/repair")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Have a worker repair it",
      description =
          "Look at the finding again for the outcome. A repair that loses data has to be named and"
              + " confirmed. A worker looks once more before it changes anything.")
  FindingView repair(
      @PathVariable long id,
      @RequestBody(required = false) @Valid @Nullable RepairRequest request,
      Actor actor) {
    RepairRequest wanted = Objects.requireNonNullElse(request, RepairRequest.PLAIN);
    return switch (desk.order(id, wanted.action(), wanted.confirm(), actor)) {
      case RepairAnswer.Ordered(Finding finding) -> FindingView.of(finding);
      case RepairAnswer.Unknown _ -> throw unknown(id);
      case RepairAnswer.Resolved _ ->
          throw new ProblemException(
              HttpStatus.CONFLICT, "finding-resolved", "The finding is resolved already.");
      case RepairAnswer.ByHand(Finding finding) ->
          throw new ProblemException(
              HttpStatus.CONFLICT,
              "finding-not-repairable",
              "No program can repair this: " + finding.detail());
      case RepairAnswer.Unclear(String field, String detail) ->
          throw ProblemException.invalid(field, detail);
    };
  }

  private static ProblemException unknown(long id) {
    return new ProblemException(
        HttpStatus.NOT_FOUND, "finding-not-found", "There is no finding " + id + ".");
  }
}
