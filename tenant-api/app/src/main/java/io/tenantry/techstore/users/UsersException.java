package io.tenantry.techstore.users;

/** What is refused about users and invitations, with the data that tells why. */
public abstract sealed class UsersException extends RuntimeException {

  private UsersException(String message) {
    super(message);
  }

  /** There is no such user in this shop. */
  public static final class UserNotFoundException extends UsersException {

    UserNotFoundException(long id) {
      super("There is no user " + id + ".");
    }
  }

  /** Whoever is logged in is none of the shop's users, but of the platform's people. */
  public static final class NoUserException extends UsersException {

    public NoUserException(String name) {
      super("\"" + name + "\" is no user of this shop.");
    }
  }

  /** The platform's people leave the shop's users as they are. */
  public static final class VisitorException extends UsersException {

    public VisitorException() {
      super(
          "Only an owner of the shop changes its users, not a visitor by a link of the platform.");
    }
  }

  /** A user has this address already. */
  public static final class EmailTakenException extends UsersException {

    EmailTakenException(String email) {
      super("A user has the address \"" + email + "\" already.");
    }
  }

  /** Nobody would be left who may manage users. */
  public static final class LastOwnerException extends UsersException {

    LastOwnerException() {
      super("The last owner stays an owner.");
    }
  }

  /** No open invitation has this number. */
  public static final class InvitationNotFoundException extends UsersException {

    InvitationNotFoundException(long id) {
      super("There is no open invitation " + id + ".");
    }
  }

  /** The link was used, is too old, or never was one of this shop's. */
  public static final class InvitationInvalidException extends UsersException {

    InvitationInvalidException() {
      super("This invitation was used, has expired, or is none.");
    }
  }

  /** The password is one that nobody should have. */
  public static final class UnfitPasswordException extends UsersException {

    UnfitPasswordException(String detail) {
      super(detail);
    }
  }
}
