package io.tenantry.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Logs in to shops as their first owner does. The link of the invitation is in tenant-api's log,
 * since no mail server is set.
 */
public final class ShopOwner {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final String LINK = "://%s(?::[0-9]+)?/invitation\\.html#([A-Za-z0-9_-]+)";

  private final Service tenants;
  private final String password;

  /**
   * @param password that he chooses in all shops
   */
  public ShopOwner(Service tenants, String password) {
    this.tenants = tenants;
    this.password = password;
  }

  /** An access token; empty if the shop lets nobody in. The invitation is accepted where needed. */
  public Optional<String> logIn(String domain, String email) {
    Http.Answer answer = tryToLogIn(domain, email);
    if (answer.status() == UNAUTHORIZED) {
      accept(domain);
      answer = tryToLogIn(domain, email);
    }
    return answer.status() == OK
        ? Optional.of(answer.body().path("accessToken").asString())
        : Optional.empty();
  }

  private Http.Answer tryToLogIn(String domain, String email) {
    return post(domain, "/api/login", Map.of("email", email, "password", password));
  }

  private void accept(String domain) {
    tenants
        .child()
        .await("inviting the owner of " + domain, PATIENCE, () -> link(domain).isPresent());
    post(
        domain,
        "/api/invitations/accept",
        Map.of("token", link(domain).orElseThrow(), "password", password));
  }

  /** The token of the newest link to that domain. */
  private Optional<String> link(String domain) {
    try {
      Matcher links =
          Pattern.compile(LINK.formatted(Pattern.quote(domain)))
              .matcher(Files.readString(tenants.log()));
      return links.results().map(link -> link.group(1)).reduce((first, second) -> second);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Http.Answer post(String domain, String path, Map<String, String> body) {
    return Http.send(tenants.url(), domain, path, Map.of(), "POST", body);
  }
}
