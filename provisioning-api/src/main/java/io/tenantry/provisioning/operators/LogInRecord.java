package io.tenantry.provisioning.operators;

import io.tenantry.provisioning.ratelimit.FailedKeys;
import io.tenantry.registry.Actor;
import io.tenantry.registry.Audit;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.AuthenticationFailureBadCredentialsEvent;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.authentication.ott.OneTimeTokenAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes down who logged in, counts wrong passwords, and locks. Unknown names are only logged. */
@Component
class LogInRecord {

  private static final Logger log = LoggerFactory.getLogger(LogInRecord.class);

  private final Operators operators;
  private final OperatorProperties settings;
  private final Audit audit;
  private final FailedKeys failures;

  LogInRecord(Operators operators, OperatorProperties settings, Audit audit, FailedKeys failures) {
    this.failures = failures;
    this.operators = operators;
    this.settings = settings;
    this.audit = audit;
  }

  @EventListener
  @Transactional
  void on(InteractiveAuthenticationSuccessEvent event) {
    Authentication who = event.getAuthentication();
    operators.loggedIn(who.getName());
    audit.record(actor(who, who.getName()), "operator.log-in", null, how(who));
  }

  private static String how(Authentication who) {
    Set<String> proofs = AuthorityUtils.authorityListToSet(who.getAuthorities());
    return proofs.contains(FactorGrantedAuthority.OTT_AUTHORITY)
        ? "by a link"
        : proofs.contains(FactorGrantedAuthority.PASSWORD_AUTHORITY) ? "by password" : "";
  }

  @EventListener
  void on(AbstractAuthenticationFailureEvent event) {
    Authentication who = event.getAuthentication();
    String address = address(who);
    log.info(
        "A log-in to the console was refused from {}: {}",
        address,
        event.getException().getMessage());
    if (address != null) {
      failures.count(address);
    }
    if (who instanceof OneTimeTokenAuthenticationToken
        || !(event instanceof AuthenticationFailureBadCredentialsEvent)) {
      return;
    }
    if (operators.failed(who.getName(), settings.mostFailures(), settings.lock())) {
      audit.refused(actor(who, who.getName()), "operator.log-in", null, "wrong password");
    }
  }

  private static Actor actor(Authentication who, String name) {
    return new Actor("operator:" + name, address(who));
  }

  private static @Nullable String address(Authentication who) {
    return who.getDetails() instanceof WebAuthenticationDetails details
        ? details.getRemoteAddress()
        : null;
  }
}
