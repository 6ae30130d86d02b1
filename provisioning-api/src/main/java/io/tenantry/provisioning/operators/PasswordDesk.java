package io.tenantry.provisioning.operators;

import io.tenantry.provisioning.operators.OperatorRefusedException.Reason;
import io.tenantry.registry.Actor;
import io.tenantry.registry.Audit;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes the first account, and sets passwords. */
@Service
public class PasswordDesk {

  /** The shortest password, in characters. */
  public static final int SHORTEST = 12;

  /** More than that bcrypt would not see. */
  private static final int LONGEST_BYTES = 72;

  private final Operators operators;
  private final LogInLinks links;
  private final PasswordEncoder passwords;
  private final OperatorProperties settings;
  private final Audit audit;
  private final ApplicationEventPublisher events;

  PasswordDesk(
      Operators operators,
      LogInLinks links,
      PasswordEncoder passwords,
      OperatorProperties settings,
      Audit audit,
      ApplicationEventPublisher events) {
    this.operators = operators;
    this.links = links;
    this.passwords = passwords;
    this.settings = settings;
    this.audit = audit;
    this.events = events;
  }

  /** Whether the link is good, and for the first account. */
  public boolean isForFirstAccount(String token) {
    return links.find(token).filter(owner -> owner.operator().isEmpty()).isPresent();
  }

  /** Whom the link would log in. */
  public Optional<String> operatorOf(String token) {
    return links.find(token).flatMap(LogInLinks.Owner::operator);
  }

  /**
   * Makes the first administrator.
   *
   * @param token of the link that was printed at start
   * @throws OperatorRefusedException if the link is no good, or somebody was faster
   */
  @Transactional
  public void createFirst(
      String token, String name, String password, @Nullable String remoteAddress) {
    check(password);
    if (links.use(token).filter(owner -> owner.operator().isEmpty()).isEmpty()
        || !operators.insertFirst(name, encode(password))) {
      throw new OperatorRefusedException(
          Reason.LINK, "This link was used, or is too old; the service prints one at its start.");
    }
    audit.record(
        new Actor("operator:" + name, remoteAddress), "operator.create", null, name + ", admin");
  }

  /**
   * Changes the operator's own password; the present one is asked for where there is one. Wrong
   * ones count as at a log-in.
   *
   * @param changes how often it had been changed when the operator logged in: who was shut out
   *     since, be it a moment ago, chooses none
   * @throws OperatorRefusedException if the new one is no good, or the present one was wrong, or
   *     was too often of late, or is another by now
   */
  @Transactional(noRollbackFor = OperatorRefusedException.class)
  public void change(
      String name, int changes, @Nullable String present, String password, Actor actor) {
    check(password);
    Operators.Credentials known =
        operators.credentials(name).orElseThrow(() -> OperatorDesk.no(name));
    if (known.password() != null
        && (present == null || !passwords.matches(present, known.password()))) {
      operators.failed(name, settings.mostFailures(), settings.lock());
      throw notThePresentOne();
    }
    if (!operators.setPassword(name, changes, encode(password))) {
      throw notThePresentOne();
    }
    links.forget(name);
    audit.record(actor, "operator.set-password", null, name);
    events.publishEvent(new OperatorDesk.SessionsOver(name));
  }

  private static OperatorRefusedException notThePresentOne() {
    return new OperatorRefusedException(
        Reason.PASSWORD,
        "That is not your present password, or a wrong one was given too often of late.");
  }

  private String encode(String password) {
    return Objects.requireNonNull(passwords.encode(password));
  }

  private static void check(String password) {
    if (password.codePointCount(0, password.length()) < SHORTEST
        || password.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
      throw new OperatorRefusedException(
          Reason.PASSWORD,
          "A password needs at least %d characters, and at most %d bytes."
              .formatted(SHORTEST, LONGEST_BYTES));
    }
  }
}
