package io.tenantry.provisioning.plans.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.provisioning.input.TextRules;
import io.tenantry.provisioning.plans.Plan;
import io.tenantry.provisioning.plans.PlanDesk;
import io.tenantry.provisioning.plans.Plans;
import io.tenantry.registry.Actor;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = PlansController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Plans")
class PlansController {

  static final String PATH = "/api/v1/plans";

  private final Plans plans;
  private final PlanDesk desk;

  PlansController(Plans plans, PlanDesk desk) {
    this.plans = plans;
    this.desk = desk;
  }

  @GetMapping
  @Operation(summary = "Plans by name, page by page")
  PlanPage list(
      @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
      @Parameter(description = "nextCursor of the page before")
          @RequestParam(required = false)
          @Pattern(regexp = TextRules.PLAN, message = "This cursor is not one of ours.")
          @Nullable String cursor) {
    List<Plan> found = plans.page(cursor, limit + 1);
    List<Plan> page = found.subList(0, Math.min(limit, found.size()));
    return new PlanPage(
        page.stream().map(PlanView::of).toList(),
        found.size() > limit ? page.getLast().name() : null);
  }

  @GetMapping("/{name}")
  @Operation(summary = "One plan")
  PlanView show(
      @PathVariable @Pattern(regexp = TextRules.PLAN, message = TextRules.NO_PLAN) String name) {
    return plans.find(name).map(PlanView::of).orElseThrow(() -> PlanProblems.notFound(name));
  }

  @PutMapping("/{name}")
  @Operation(
      summary = "Make or change a plan",
      description =
          "The whole of it: a limit that is absent does not exist. Its tenants' applications learn"
              + " of it within their routing cache's time to live, 10 seconds by default.")
  @ApiResponse(responseCode = "200", description = "Changed", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "201", description = "Made", useReturnTypeSchema = true)
  ResponseEntity<PlanView> put(
      @PathVariable @Pattern(regexp = TextRules.PLAN, message = TextRules.NO_PLAN) String name,
      @Valid @RequestBody PlanRequest request,
      Actor actor) {
    PlanDesk.Put put = desk.put(name, request.descriptionOrNone(), request.limitsOrNone(), actor);
    var answer =
        put.created() ? ResponseEntity.created(URI.create(PATH + "/" + name)) : ResponseEntity.ok();
    return answer.body(PlanView.of(put.plan()));
  }

  @DeleteMapping("/{name}")
  @Operation(summary = "Delete a plan that no tenant has")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(
      @PathVariable @Pattern(regexp = TextRules.PLAN, message = TextRules.NO_PLAN) String name,
      Actor actor) {
    desk.delete(name, actor);
  }
}
