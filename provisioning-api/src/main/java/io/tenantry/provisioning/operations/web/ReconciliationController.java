package io.tenantry.provisioning.operations.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.provisioning.operations.Reconciliations;
import io.tenantry.registry.Actor;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/operations/reconcile", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Operations")
class ReconciliationController {

  private final Reconciliations reconciliations;

  ReconciliationController(Reconciliations reconciliations) {
    this.reconciliations = reconciliations;
  }

  @GetMapping
  @Operation(summary = "When the workers last compared the registry with the database")
  ReconciliationView show() {
    return ReconciliationView.of(reconciliations.show());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Have the workers compare the registry with the database now",
      description =
          "What is seen for the first time is a finding when a second look, some seconds later,"
              + " sees it too.")
  ReconciliationView request(Actor actor) {
    return ReconciliationView.of(reconciliations.request(actor));
  }
}
