package io.tenantry.techstore.users.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.techstore.input.SingleLine;
import io.tenantry.techstore.paging.Page;
import io.tenantry.techstore.paging.PageQuery;
import io.tenantry.techstore.users.Invitation;
import io.tenantry.techstore.users.InvitationDesk;
import io.tenantry.techstore.users.User;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/invitations", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Invitations")
class InvitationController {

  private final InvitationDesk desk;

  InvitationController(InvitationDesk desk) {
    this.desk = desk;
  }

  @GetMapping
  @Operation(summary = "Lists invitations that can still be accepted")
  Page<Invitation> list(@ParameterObject @Valid PageQuery query) {
    return desk.open(query.window());
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Takes an invitation back")
  void withdraw(@PathVariable long id, @AuthenticationPrincipal Jwt token) {
    Visitors.refuse(token);
    desk.withdraw(id);
  }

  @PostMapping("/accept")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Makes a user of whoever has the link; it works once")
  @SecurityRequirements
  User accept(@RequestBody @Valid Acceptance request) {
    String name = request.name();
    return desk.accept(request.token(), request.password(), name == null ? null : name.trim());
  }

  /**
   * An invitation's answer.
   *
   * @param token what follows the {@code #} in the link
   * @param name null for the one in the invitation
   */
  record Acceptance(
      @NotBlank @Size(max = 200) String token,
      @NotEmpty @Size(max = 200) String password,
      @Schema(nullable = true)
          @Nullable
          @Size(max = 100)
          @SingleLine
          @Pattern(regexp = ".*\\S.*", message = "must not be blank")
          String name) {

    /** Not for logs. */
    @Override
    public String toString() {
      return "Acceptance";
    }
  }
}
