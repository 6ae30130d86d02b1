package io.tenantry.techstore.users.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.techstore.input.SingleLine;
import io.tenantry.techstore.paging.Page;
import io.tenantry.techstore.paging.PageQuery;
import io.tenantry.techstore.users.Invitation;
import io.tenantry.techstore.users.InvitationDesk;
import io.tenantry.techstore.users.Invitee;
import io.tenantry.techstore.users.Role;
import io.tenantry.techstore.users.User;
import io.tenantry.techstore.users.UserDesk;
import io.tenantry.techstore.users.UsersException.NoUserException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
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
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/users", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Users", description = "For owners; everybody sees himself")
class UserController {

  private final UserDesk users;
  private final InvitationDesk invitations;

  UserController(UserDesk users, InvitationDesk invitations) {
    this.users = users;
    this.invitations = invitations;
  }

  @GetMapping
  @Operation(summary = "Lists users by name")
  Page<User> list(@ParameterObject @Valid PageQuery query) {
    return users.list(query.window());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(summary = "Invites somebody to become a user; once more with a new link")
  Invitation invite(@RequestBody @Valid InviteRequest request, @AuthenticationPrincipal Jwt token) {
    Visitors.refuse(token);
    return invitations.invite(request.invitee());
  }

  @GetMapping("/me")
  @Operation(summary = "Which user is logged in")
  User me(@AuthenticationPrincipal Jwt token) {
    if (Visitors.has(token)) {
      throw new NoUserException(token.getSubject());
    }
    return users.get(Long.parseLong(token.getSubject()));
  }

  @GetMapping("/{id}")
  @Operation(summary = "Shows a user")
  User get(@PathVariable long id) {
    return users.get(id);
  }

  @PatchMapping("/{id}")
  @Operation(summary = "Changes a user's name or role; one owner stays")
  User change(
      @PathVariable long id,
      @RequestBody @Valid UserChange change,
      @AuthenticationPrincipal Jwt token) {
    Visitors.refuse(token);
    String name = change.name();
    return users.change(id, name == null ? null : name.trim(), change.role());
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Deletes a user; one owner stays")
  void delete(@PathVariable long id, @AuthenticationPrincipal Jwt token) {
    Visitors.refuse(token);
    users.delete(id);
  }

  record InviteRequest(
      @NotBlank @Size(max = 254) @SingleLine @Email String email,
      @Schema(nullable = true)
          @Nullable
          @Size(max = 100)
          @SingleLine
          @Pattern(regexp = ".*\\S.*", message = "must not be blank")
          String name,
      @NotNull Role role) {

    Invitee invitee() {
      return new Invitee(email.trim(), name == null ? null : name.trim(), role);
    }
  }

  /** What is left out stays as it is. */
  record UserChange(
      @Schema(nullable = true)
          @Nullable
          @Size(max = 100)
          @SingleLine
          @Pattern(regexp = ".*\\S.*", message = "must not be blank")
          String name,
      @Schema(nullable = true) @Nullable Role role) {}
}
