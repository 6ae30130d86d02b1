package io.tenantry.provisioning.console.tenants;

import io.tenantry.problems.ProblemException;
import io.tenantry.provisioning.preferences.InvalidPreferenceException;
import io.tenantry.provisioning.preferences.PreferenceDesk;
import io.tenantry.provisioning.preferences.PreferenceKeys;
import io.tenantry.registry.Actor;
import io.tenantry.registry.ExpectedVersion;
import io.tenantry.registry.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Changes what a tenant prefers; an empty value resets. */
@Controller
class PreferenceActions {

  private final PreferenceKeys keys;
  private final PreferenceDesk desk;

  PreferenceActions(PreferenceKeys keys, PreferenceDesk desk) {
    this.keys = keys;
    this.desk = desk;
  }

  @PostMapping("/console/tenants/{id}/preferences")
  String change(
      @PathVariable UUID id,
      @RequestParam String key,
      @RequestParam(defaultValue = "") String value,
      Actor actor,
      RedirectAttributes page) {
    Map<String, @Nullable Object> changes = new HashMap<>();
    changes.put(key, read(key, value.strip()));
    desk.change(new TenantId(id), ExpectedVersion.ANY, changes, actor);
    page.addFlashAttribute("done", key + (value.isBlank() ? " is the default again." : " is set."));
    return "redirect:/console/tenants/{id}?done=1";
  }

  @ExceptionHandler
  ErrorResponse invalid(InvalidPreferenceException e) {
    return ProblemException.invalid(e.key(), e.key() + ": " + e.getMessage());
  }

  private @Nullable Object read(String key, String value) {
    if (value.isEmpty()) {
      return null;
    }
    return keys.all().stream()
        .filter(known -> known.name().equals(key))
        .findFirst()
        .map(known -> PreferenceRow.read(known.type(), value))
        .orElse(value);
  }
}
