package io.tenantry.provisioning.signup;

import io.tenantry.events.HostName;
import io.tenantry.provisioning.domains.DomainProperties;
import io.tenantry.provisioning.domains.DomainRules;
import io.tenantry.provisioning.preferences.InvalidPreferenceException;
import io.tenantry.provisioning.preferences.PreferenceKeys;
import io.tenantry.registry.SchemaName;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What can be said of a sign-up without asking the database. */
@Component
class SignUpRules {

  private final SignUpProperties settings;
  private final DomainRules domains;
  private final HostName base;
  private final PreferenceKeys preferenceKeys;

  SignUpRules(
      SignUpProperties settings,
      DomainRules domains,
      DomainProperties platform,
      PreferenceKeys preferenceKeys) {
    this.settings = settings;
    this.domains = domains;
    this.base = platform.base();
    this.preferenceKeys = preferenceKeys;
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
        contact == null ? null : contact.email(),
        preferences(request.preferences()),
        null);
  }

  private Map<String, Object> preferences(@Nullable Map<String, @Nullable Object> given) {
    Map<String, Object> chosen = new TreeMap<>();
    try {
      preferenceKeys
          .read(given == null ? Map.of() : given)
          .forEach(
              (key, value) -> {
                if (value != null) {
                  chosen.put(key, value);
                }
              });
    } catch (InvalidPreferenceException e) {
      throw new InvalidSignUpException("preferences." + e.key(), String.valueOf(e.getMessage()));
    }
    return chosen;
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
    return hasDomain
        ? Optional.of(name).filter(SchemaName::isReserved).map(reserved -> "is reserved")
        : TenantNames.fault(name);
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
    } else {
      domains
          .fault(domain)
          .ifPresent(
              fault -> {
                throw new InvalidSignUpException("domain", fault);
              });
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
