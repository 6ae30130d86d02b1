package io.tenantry.provisioning.signup;

import io.tenantry.provisioning.domains.DomainProperties;
import io.tenantry.registry.SchemaName;
import io.tenantry.registry.SqlIdentifier;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What follows from a schema name in this installation. */
@Component
public class TenantNames {

  private final SignUpProperties settings;
  private final DomainProperties domains;

  TenantNames(SignUpProperties settings, DomainProperties domains) {
    this.settings = settings;
    this.domains = domains;
  }

  /** What keeps a tenant from having that name, in words that follow it. */
  public static Optional<String> fault(SchemaName name) {
    return name.isReserved()
        ? Optional.of("is reserved")
        : DomainLabel.of(name)
            .fault()
            .map(fault -> "gives the domain " + DomainLabel.of(name).value() + ", which " + fault);
  }

  /** The tenant's domain below the platform's. */
  public String domain(SchemaName name) {
    return DomainLabel.of(name).value() + "." + domains.base();
  }

  /** The platform's own domain. */
  public String baseDomain() {
    return domains.base().value();
  }

  /** The name of the tenant's schema and role in the database. */
  public SqlIdentifier role(SchemaName name) {
    return name.in(settings.schemaPrefix());
  }
}
