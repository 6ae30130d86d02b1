package io.tenantry.provisioning.signup;

import io.tenantry.events.HostName;
import io.tenantry.registry.SchemaName;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What can be said of a sign-up without asking the database. */
@Component
class SignUpRules {

  private final SignUpProperties settings;
  private final HostName base;

  SignUpRules(SignUpProperties settings) {
    this.settings = settings;
    this.base = settings.base();
  }

  /**
   * @throws InvalidSignUpException naming the first member that breaks a rule
   */
  SignUp apply(SignUpRequest request) {
    HostName domain = domain(request.domain());
    boolean platforms = domain != null && domain.isBelow(base);
    SchemaName schemaName =
        request.schemaName() == null
            ? derived(request.name(), platforms)
            : given(request.schemaName(), platforms);
    String type = Objects.requireNonNullElse(request.type(), settings.defaultType());
    if (!settings.types().contains(type)) {
      throw new InvalidSignUpException("type", "is not a known tenant type");
    }
    SignUpRequest.Contact contact = request.contact();
    return new SignUp(
        request.name(),
        schemaName,
        request.schemaName() != null,
        platforms ? domain.value() : null,
        domain != null && !platforms ? domain.value() : null,
        type,
        Objects.requireNonNullElse(request.plan(), settings.defaultPlan()),
        request.trialDays(),
        contact == null ? null : contact.name(),
        contact == null ? null : contact.email());
  }

  private SchemaName given(String text, boolean hasDomain) {
    SchemaName name = new SchemaName(text);
    fault(name, hasDomain)
        .ifPresent(
            fault -> {
              throw new InvalidSignUpException("schemaName", fault);
            });
    return name;
  }

  private SchemaName derived(String text, boolean hasDomain) {
    SchemaName name =
        SchemaName.derive(text)
            .orElseThrow(
                () ->
                    new InvalidSignUpException(
                        "name", "gives no schema name; choose one and send it as schemaName"));
    fault(name, hasDomain)
        .ifPresent(
            fault -> {
              throw new InvalidSignUpException(
                  "name",
                  "gives the schema name %s, which %s; choose another and send it as schemaName"
                      .formatted(name, fault));
            });
    return name;
  }

  private Optional<String> fault(SchemaName name, boolean hasDomain) {
    if (name.isReserved()) {
      return Optional.of("is reserved");
    }
    return hasDomain
        ? Optional.empty()
        : DomainLabel.of(name)
            .fault()
            .map(fault -> "gives the domain " + DomainLabel.of(name).value() + ", which " + fault);
  }

  private @Nullable HostName domain(@Nullable String text) {
    if (text == null) {
      return null;
    }
    HostName domain = parsed(text);
    if (domain.equals(base)) {
      throw new InvalidSignUpException("domain", "is the platform's own");
    }
    if (domain.isBelow(base)) {
      String below =
          domain.value().substring(0, domain.value().length() - base.value().length() - 1);
      if (below.contains(".")) {
        throw new InvalidSignUpException("domain", "must be directly below " + base);
      }
      new DomainLabel(below)
          .fault()
          .ifPresent(
              fault -> {
                throw new InvalidSignUpException("domain", fault);
              });
    } else if (!domain.value().contains(".") || base.isBelow(domain)) {
      throw new InvalidSignUpException("domain", "is not a customer's domain");
    }
    return domain;
  }

  private static HostName parsed(String text) {
    try {
      return HostName.parse(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidSignUpException("domain", String.valueOf(e.getMessage()));
    }
  }
}
