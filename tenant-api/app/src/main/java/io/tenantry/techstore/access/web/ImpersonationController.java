package io.tenantry.techstore.access.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.techstore.access.Impersonation;
import io.tenantry.techstore.access.Impersonations;
import io.tenantry.tenancy.ConditionalOnTenancy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/impersonation", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Log-in")
@ConditionalOnTenancy
class ImpersonationController {

  private final Impersonations impersonations;

  ImpersonationController(Impersonations impersonations) {
    this.impersonations = impersonations;
  }

  @PostMapping
  @Operation(
      summary = "Lets one of the platform's people in as an owner",
      description = "By a link that the platform made; it works once, at this shop only.")
  @SecurityRequirements
  Impersonation begin(@RequestBody @Valid LinkRequest request, HttpServletRequest from) {
    return impersonations.begin(request.token(), from.getRemoteAddr());
  }

  /**
   * What the link brings.
   *
   * @param token what follows the {@code #} in it
   */
  record LinkRequest(@NotBlank @Size(max = 200) String token) {

    /** Not for logs. */
    @Override
    public String toString() {
      return "LinkRequest";
    }
  }
}
