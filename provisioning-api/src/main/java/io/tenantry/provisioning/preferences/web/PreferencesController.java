package io.tenantry.provisioning.preferences.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.problems.ProblemException;
import io.tenantry.provisioning.preferences.EffectivePreferences;
import io.tenantry.provisioning.preferences.InvalidPreferenceException;
import io.tenantry.provisioning.preferences.PreferenceDesk;
import io.tenantry.provisioning.preferences.PreferenceKeys;
import io.tenantry.registry.Actor;
import io.tenantry.registry.ExpectedVersion;
import io.tenantry.registry.TenantId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Preferences")
class PreferencesController {

  private static final String PATH = "/api/v1/tenants/{id}/preferences";
  private static final String MERGE_PATCH = "application/merge-patch+json";

  private final PreferenceKeys keys;
  private final PreferenceDesk desk;

  PreferencesController(PreferenceKeys keys, PreferenceDesk desk) {
    this.keys = keys;
    this.desk = desk;
  }

  @GetMapping(path = "/api/v1/preference-keys", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "The preferences that tenants can have")
  PreferenceKeyList keys() {
    return new PreferenceKeyList(keys.all().stream().map(PreferenceKeyView::of).toList());
  }

  @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "What holds for a tenant")
  ResponseEntity<PreferencesView> show(@PathVariable UUID id) {
    return answer(desk.of(new TenantId(id)));
  }

  @PatchMapping(
      path = PATH,
      consumes = {MediaType.APPLICATION_JSON_VALUE, MERGE_PATCH},
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Change what a tenant prefers",
      description = "What is absent stays, null resets to the default.")
  ResponseEntity<PreferencesView> change(
      @PathVariable UUID id,
      @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content =
                  @Content(
                      examples =
                          @ExampleObject("{\"locale\": \"es\", \"service.warranty-days\": null}")))
          @RequestBody
          Map<String, @Nullable Object> changes,
      ExpectedVersion expected,
      Actor actor) {
    return answer(desk.change(new TenantId(id), expected, changes, actor));
  }

  @ExceptionHandler
  ErrorResponse invalid(InvalidPreferenceException e) {
    return ProblemException.invalid(e.key(), e.key() + ": " + e.getMessage());
  }

  /** The tag is the tenant's: preferences have no version of their own. */
  private static ResponseEntity<PreferencesView> answer(EffectivePreferences effective) {
    return ResponseEntity.ok()
        .eTag("\"" + effective.version() + "\"")
        .body(PreferencesView.of(effective));
  }
}
