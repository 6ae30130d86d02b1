package io.tenantry.provisioning.signup;

import io.tenantry.registry.SchemaName;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The part of a default domain that is the tenant's own: {@code tienda1} of tienda1.localhost. */
record DomainLabel(String value) {

  private static final Pattern VALID = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
  private static final Set<String> RESERVED =
      Set.of(
          """
          about account accounts admin administrator api app apps assets auth autoconfig
          autodiscover billing blog cdn console dashboard dev dns docs download downloads
          email ftp git help host hostmaster imap internal invalid legal local localhost
          login logout mail manage metrics monitoring mta-sts mx ns ns1 ns2 ns3 ns4 oauth
          operations ops payment payments platform pop pop3 postmaster prod production
          public register root security sftp signin signup smtp ssh ssl sso staging static
          stats status support system tenantry upload uploads vpn webmail webmaster wpad
          www www1 www2
          """
              .strip()
              .split("\\s+"));

  static DomainLabel of(SchemaName name) {
    return new DomainLabel(name.value().replace('_', '-'));
  }

  /** What is wrong with it, in words that follow the label. */
  Optional<String> fault() {
    if (!VALID.matcher(value).matches()) {
      return Optional.of("is not a valid part of a domain name");
    }
    // Two hyphens there announce an encoding, such as xn-- (RFC 5891).
    if (value.startsWith("--", 2)) {
      return Optional.of("may not have hyphens as its third and fourth characters");
    }
    return RESERVED.contains(value) ? Optional.of("is reserved") : Optional.empty();
  }
}
