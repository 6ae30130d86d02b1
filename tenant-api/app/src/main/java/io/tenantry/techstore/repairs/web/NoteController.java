package io.tenantry.techstore.repairs.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.techstore.input.FreeText;
import io.tenantry.techstore.paging.Page;
import io.tenantry.techstore.paging.PageQuery;
import io.tenantry.techstore.repairs.RepairNote;
import io.tenantry.techstore.repairs.RepairNotes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.security.Principal;
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
@RequestMapping(
    path = "/api/service/orders/{id}/notes",
    produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Repair orders")
class NoteController {

  private final RepairNotes notes;

  NoteController(RepairNotes notes) {
    this.notes = notes;
  }

  @GetMapping
  @Operation(summary = "Lists the notes on an order, the oldest first")
  Page<RepairNote> list(@PathVariable long id, @ParameterObject @Valid PageQuery page) {
    return notes.list(id, page.window());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Adds a note, for the shop only")
  RepairNote add(
      @PathVariable long id, @RequestBody @Valid NoteRequest request, @Nullable Principal user) {
    return notes.add(id, request.text().trim(), Author.of(user));
  }

  /** What is to be written down. */
  record NoteRequest(@NotBlank @Size(max = 10_000) @FreeText String text) {}
}
