package io.tenantry.techstore.users;

import io.tenantry.techstore.paging.Page;
import io.tenantry.techstore.paging.PageWindow;
import io.tenantry.techstore.users.UsersException.EmailTakenException;
import io.tenantry.techstore.users.UsersException.InvitationInvalidException;
import io.tenantry.techstore.users.UsersException.InvitationNotFoundException;
import io.tenantry.techstore.users.UsersException.UnfitPasswordException;
import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.LimitExceededException;
import java.time.Clock;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailException;
import org.springframework.stereotype.Service;

/** Invites people, and makes users of those who come. A link works once, and for a while. */
@Service
public class InvitationDesk {

  private final Invitations invitations;
  private final Users users;
  private final UsersLock lock;
  private final Passwords passwords;
  private final InvitationMail mail;
  private final UserProperties settings;
  private final Clock clock;

  InvitationDesk(
      Invitations invitations,
      Users users,
      UsersLock lock,
      Passwords passwords,
      InvitationMail mail,
      UserProperties settings,
      Clock clock) {
    this.invitations = invitations;
    this.users = users;
    this.lock = lock;
    this.passwords = passwords;
    this.mail = mail;
    this.settings = settings;
    this.clock = clock;
  }

  /** Those that can still be accepted, the oldest first. */
  public Page<Invitation> open(PageWindow window) {
    return invitations.open(window, clock.instant());
  }

  /**
   * Invites somebody, or once more with a new link. Nothing is written if the mail can't be sent.
   *
   * @throws EmailTakenException if a user has the address
   * @throws LimitExceededException if the shop's plan allows no more users
   * @throws MailException if the mail server does not take it
   */
  public Invitation invite(Invitee invitee) {
    return lock.within(
        () -> {
          if (users.credentials(invitee.email()).isPresent()) {
            throw new EmailTakenException(invitee.email());
          }
          return send(invitee, null, this::requireSeats);
        });
  }

  /**
   * Invites the first owner, if the shop has none and the message is new. Each delivery of the
   * message but one has no effect.
   *
   * @return whether somebody was invited
   */
  public boolean inviteFirstOwner(UUID message, Invitee invitee) {
    return lock.within(
        () -> {
          if (users.owners() > 0
              || invitations.wasMadeFor(message)
              || invitations.hasOpenOwner(invitee.email(), clock.instant())) {
            return false;
          }
          send(invitee, message, () -> {});
          return true;
        });
  }

  /**
   * Makes a user of whoever has the link.
   *
   * @param name null for the one in the invitation
   * @throws InvitationInvalidException if it opens nothing
   * @throws UnfitPasswordException if nobody should have this password; the link still works
   */
  public User accept(String token, String password, @Nullable String name) {
    byte[] hash = OneTimeSecret.hash(token);
    Invitation invitation =
        invitations.findOpen(hash, clock.instant()).orElseThrow(InvitationInvalidException::new);
    String passwordHash = passwords.hash(password);
    return lock.within(
        () -> {
          Instant now = clock.instant();
          if (!invitations.take(invitation.id(), now)) {
            throw new InvitationInvalidException();
          }
          String called = name == null ? nameOf(invitation) : name;
          return users.add(invitation.email(), called, invitation.role(), passwordHash, now);
        });
  }

  /**
   * @throws InvitationNotFoundException if it is not open
   */
  public void withdraw(long id) {
    if (!invitations.withdraw(id)) {
      throw new InvitationNotFoundException(id);
    }
  }

  /** The mail comes last: it can't be taken back. */
  private Invitation send(Invitee invitee, @Nullable UUID message, Runnable check) {
    Instant now = clock.instant();
    Instant expires = now.plus(settings.invitationLife());
    String token = OneTimeSecret.next();
    Invitation made = invitations.add(invitee, OneTimeSecret.hash(token), message, expires, now);
    check.run();
    mail.send(made, token);
    return made;
  }

  /** Counts with the new one in, whose place one for the same address may have had. */
  private void requireSeats() {
    OptionalLong allowed = CurrentTenant.get().limits().users();
    if (allowed.isPresent()) {
      long seats = invitations.seats(clock.instant());
      if (seats > allowed.getAsLong()) {
        throw new LimitExceededException("users", allowed.getAsLong(), seats - 1);
      }
    }
  }

  private static String nameOf(Invitation invitation) {
    String name = invitation.name();
    String address = invitation.email();
    return name == null ? address.substring(0, Math.min(100, address.indexOf('@'))) : name;
  }
}
