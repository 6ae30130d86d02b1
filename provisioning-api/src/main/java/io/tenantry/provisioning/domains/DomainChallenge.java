package io.tenantry.provisioning.domains;

/**
 * What the owner of a domain can do and nobody else: publish a value in its DNS, or on its web
 * server.
 *
 * @param token random, of this tenant and this domain only
 */
public record DomainChallenge(String domain, String token) {

  private static final String PATH = "/.well-known/tenantry-challenge/";

  /** The name of the TXT record. */
  public String recordName() {
    return "_tenantry." + domain;
  }

  /** The value of the TXT record. */
  public String recordValue() {
    return "tenantry-verification=" + token;
  }

  /** The path under which the domain's web server answers with the token. */
  public String path() {
    return PATH + token;
  }

  /** The same as a URL. */
  public String url() {
    return "http://" + domain + path();
  }
}
