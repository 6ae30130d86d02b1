package io.tenantry.techstore.access;

/**
 * What a log-in gives.
 *
 * @param accessToken for {@code Authorization: Bearer}
 * @param expiresIn seconds that the access token is good for
 * @param refreshToken buys the next two, once
 */
public record Tokens(String accessToken, String tokenType, long expiresIn, String refreshToken) {

  /** Not for logs. */
  @Override
  public String toString() {
    return "Tokens";
  }
}
