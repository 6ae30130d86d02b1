package io.tenantry.provisioning.operators.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.provisioning.operators.LogInLink;
import io.tenantry.provisioning.operators.Operator;
import io.tenantry.provisioning.operators.OperatorDesk;
import io.tenantry.provisioning.operators.Operators;
import io.tenantry.registry.Actor;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = OperatorsController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Operators")
class OperatorsController {

  static final String PATH = "/api/v1/operators";

  private final OperatorDesk desk;
  private final Operators operators;

  OperatorsController(OperatorDesk desk, Operators operators) {
    this.desk = desk;
    this.operators = operators;
  }

  @PostMapping
  @Operation(
      summary = "Make an operator's account",
      description = "It has no password; a link is the way to its first log-in.")
  @ApiResponse(responseCode = "201", description = "Made", useReturnTypeSchema = true)
  ResponseEntity<OperatorView> create(@Valid @RequestBody NewOperatorRequest request, Actor actor) {
    Operator made = desk.create(request.name(), request.role(), actor);
    return ResponseEntity.created(URI.create(PATH + "/" + made.name())).body(OperatorView.of(made));
  }

  @GetMapping
  @Operation(summary = "Operators by name, page by page")
  OperatorPage list(
      @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
      @Parameter(description = "nextCursor of the page before")
          @RequestParam(required = false)
          @Pattern(regexp = "[a-z0-9._@+-]{1,100}", message = "This cursor is not one of ours.")
          @Nullable String cursor) {
    List<Operator> found = operators.page(cursor, limit + 1);
    List<Operator> page = found.subList(0, Math.min(limit, found.size()));
    return new OperatorPage(
        page.stream().map(OperatorView::of).toList(),
        found.size() > limit ? page.getLast().name() : null);
  }

  @PatchMapping("/{name}")
  @Operation(
      summary = "Change an operator's role, disable or enable the account",
      description = "Its sessions end.")
  OperatorView change(
      @PathVariable String name, @Valid @RequestBody OperatorChange change, Actor actor) {
    return OperatorView.of(desk.change(name, change.role(), change.disabled(), actor));
  }

  @PostMapping("/{name}/log-in-link")
  @Operation(
      summary = "Make a link that logs an operator in once",
      description = "It is shown in this answer only, and soon too old.")
  @ApiResponse(responseCode = "201", description = "Made", useReturnTypeSchema = true)
  ResponseEntity<LogInLinkView> link(@PathVariable String name, Actor actor) {
    return once(desk.link(name, actor));
  }

  @PostMapping("/{name}/password-reset")
  @Operation(
      summary = "Take an operator's forgotten password away, and make a link that logs in once",
      description =
          "The link leads to choosing another password. It is shown in this answer only. Sessions"
              + " and earlier links end.")
  @ApiResponse(responseCode = "201", description = "Made", useReturnTypeSchema = true)
  ResponseEntity<LogInLinkView> resetPassword(@PathVariable String name, Actor actor) {
    return once(desk.resetPassword(name, actor));
  }

  private static ResponseEntity<LogInLinkView> once(LogInLink link) {
    return ResponseEntity.status(HttpStatus.CREATED)
        .cacheControl(CacheControl.noStore())
        .body(LogInLinkView.of(link));
  }
}
