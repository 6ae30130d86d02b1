package io.tenantry.provisioning.operators;

import io.tenantry.provisioning.operators.OperatorRefusedException.Reason;
import io.tenantry.registry.Actor;
import io.tenantry.registry.Audit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes accounts, changes what they may do, and gives out links. */
@Service
public class OperatorDesk {

  private final Operators operators;
  private final LogInLinks links;
  private final OperatorProperties settings;
  private final Audit audit;
  private final ApplicationEventPublisher events;

  OperatorDesk(
      Operators operators,
      LogInLinks links,
      OperatorProperties settings,
      Audit audit,
      ApplicationEventPublisher events) {
    this.operators = operators;
    this.links = links;
    this.settings = settings;
    this.audit = audit;
    this.events = events;
  }

  /** An account's sessions are to end: it may less than it could, or has another password. */
  public record SessionsOver(String operator) {}

  /**
   * Makes an account without a password; a link is the way to its first log-in.
   *
   * @throws OperatorRefusedException if the name is taken
   */
  @Transactional
  public Operator create(String name, Role role, Actor actor) {
    Operator made =
        operators
            .insert(name, role, null)
            .orElseThrow(
                () ->
                    new OperatorRefusedException(
                        Reason.NAME_TAKEN, "An operator has the name " + name + "."));
    audit.record(actor, "operator.create", null, name + ", " + word(role));
    return made;
  }

  /**
   * Changes an account; null leaves things as they are. Its sessions end.
   *
   * @throws OperatorRefusedException if there is none, or nobody would be left to change accounts
   */
  @Transactional
  public Operator change(
      String name, @Nullable Role role, @Nullable Boolean disabled, Actor actor) {
    List<Operator> all = operators.lockAll();
    Operator before =
        all.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow(() -> no(name));
    Role newRole = role == null ? before.role() : role;
    boolean off = disabled == null ? before.isDisabled() : disabled;
    if (newRole == before.role() && off == before.isDisabled()) {
      return before;
    }
    if (isAdmin(before)
        && (off || newRole != Role.ADMIN)
        && all.stream().noneMatch(other -> !other.equals(before) && isAdmin(other))) {
      throw new OperatorRefusedException(
          Reason.LAST_ADMIN, "No other operator is an administrator.");
    }
    Operator changed = operators.change(name, newRole, off);
    if (off) {
      links.forget(name);
    }
    audit.record(
        actor, "operator.change", null, name + ", " + word(newRole) + (off ? ", disabled" : ""));
    events.publishEvent(new SessionsOver(name));
    return changed;
  }

  /**
   * Makes a link that logs the operator in once, also one who is locked out.
   *
   * @throws OperatorRefusedException if there is no such account, or it is disabled
   */
  @Transactional
  public LogInLink link(String name, Actor actor) {
    Operator operator = operators.find(name).orElseThrow(() -> no(name));
    if (operator.isDisabled()) {
      throw new OperatorRefusedException(Reason.DISABLED, name + " is disabled.");
    }
    LogInLinks.Issued issued = links.issue(name, settings.linkLife());
    audit.record(actor, "operator.issue-link", null, name);
    return new LogInLink(
        settings.url().resolve("/console/link?token=" + issued.token()), issued.expiresAt());
  }

  /**
   * Takes a forgotten password away: a link is the way in, and leads to choosing another. Sessions
   * and other links end.
   *
   * @throws OperatorRefusedException if there is no such account, or it is disabled
   */
  @Transactional
  public LogInLink resetPassword(String name, Actor actor) {
    operators.clearPassword(name);
    links.forget(name);
    audit.record(actor, "operator.reset-password", null, name);
    events.publishEvent(new SessionsOver(name));
    return link(name, actor);
  }

  static OperatorRefusedException no(String name) {
    return new OperatorRefusedException(Reason.NOT_FOUND, "There is no operator " + name + ".");
  }

  private static boolean isAdmin(Operator operator) {
    return operator.role() == Role.ADMIN && !operator.isDisabled();
  }

  private static String word(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
