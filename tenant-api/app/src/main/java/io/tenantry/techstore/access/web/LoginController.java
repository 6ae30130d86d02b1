package io.tenantry.techstore.access.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.problems.ProblemException;
import io.tenantry.techstore.access.AccessTokens;
import io.tenantry.techstore.access.LogInRefusedException;
import io.tenantry.techstore.access.Sessions;
import io.tenantry.techstore.access.Tokens;
import io.tenantry.techstore.input.SingleLine;
import io.tenantry.techstore.users.UsersException.NoUserException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Log-in")
class LoginController {

  private final Sessions sessions;

  LoginController(Sessions sessions) {
    this.sessions = sessions;
  }

  @PostMapping("/login")
  @Operation(summary = "Logs a user in")
  @SecurityRequirements
  Tokens logIn(@RequestBody @Valid LoginRequest request) {
    return sessions.logIn(request.email().trim(), request.password());
  }

  @PostMapping("/token/refresh")
  @Operation(
      summary = "Changes a refresh token for new tokens",
      description = "Each works once. A second use ends the session.")
  @SecurityRequirements
  Tokens refresh(@RequestBody @Valid RefreshRequest request) {
    return sessions.refresh(request.refreshToken());
  }

  @PostMapping("/logout")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Ends the session that the access token belongs to")
  void logOut(@AuthenticationPrincipal Jwt token) {
    sessions.end(UUID.fromString(token.getClaimAsString(AccessTokens.SESSION)));
  }

  @PutMapping("/users/me/password")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Changes one's own password, and ends one's other sessions")
  void changePassword(
      @AuthenticationPrincipal Jwt token, @RequestBody @Valid PasswordChange change) {
    if (token.hasClaim(AccessTokens.ACTOR)) {
      throw new NoUserException(token.getSubject());
    }
    try {
      sessions.changePassword(
          Long.parseLong(token.getSubject()),
          UUID.fromString(token.getClaimAsString(AccessTokens.SESSION)),
          change.present(),
          change.password());
    } catch (LogInRefusedException e) {
      throw ProblemException.invalid(
          "present", "is not your password, or it was wrong too often of late");
    }
  }

  record LoginRequest(
      @NotBlank @Size(max = 254) @SingleLine String email,
      @NotEmpty @Size(max = 200) String password) {

    /** Not for logs. */
    @Override
    public String toString() {
      return "LoginRequest";
    }
  }

  record RefreshRequest(@NotBlank @Size(max = 200) String refreshToken) {

    /** Not for logs. */
    @Override
    public String toString() {
      return "RefreshRequest";
    }
  }

  /**
   * @param present the password until now
   * @param password the one from now on
   */
  record PasswordChange(
      @NotEmpty @Size(max = 200) String present, @NotEmpty @Size(max = 200) String password) {

    /** Not for logs. */
    @Override
    public String toString() {
      return "PasswordChange";
    }
  }
}
