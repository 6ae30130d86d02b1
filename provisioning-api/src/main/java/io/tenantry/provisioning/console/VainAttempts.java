package io.tenantry.provisioning.console;

import io.tenantry.registry.Actor;
import io.tenantry.registry.Audit;
import io.tenantry.registry.TenantId;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Remembers in the audit log what operators tried in vain. */
@Component
class VainAttempts {

  private static final Logger log = LoggerFactory.getLogger(VainAttempts.class);
  private static final String ID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
  private static final Pattern ON_TENANT =
      Pattern.compile("/console/tenants/(" + ID + ")/(?:.*/)?([a-z-]+)");
  private static final int SERVER_ERROR = 500;

  private final Audit audit;

  VainAttempts(Audit audit) {
    this.audit = audit;
  }

  void remember(ProblemDetail problem, HttpServletRequest request) {
    Principal who = request.getUserPrincipal();
    if (who == null || !"POST".equals(request.getMethod()) || problem.getStatus() >= SERVER_ERROR) {
      return;
    }
    String path = path(request);
    Matcher tenant = ON_TENANT.matcher(path);
    boolean known = tenant.matches();
    try {
      audit.refused(
          new Actor("operator:" + who.getName(), request.getRemoteAddr()),
          known ? "tenant." + tenant.group(2) : "console.change",
          known ? new TenantId(UUID.fromString(tenant.group(1))) : null,
          path + ": " + problem.getDetail());
    } catch (DataAccessException | TransactionException e) {
      log.warn("A refusal stays out of the audit log: {}", e.getMessage());
    }
  }

  /** As it was asked for, also where the filters have sent it to another page since. */
  private static String path(HttpServletRequest request) {
    return request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI) instanceof String asked
        ? asked
        : request.getRequestURI();
  }
}
