package io.tenantry.techstore.users;

import io.tenantry.techstore.paging.Page;
import io.tenantry.techstore.paging.PageWindow;
import io.tenantry.techstore.users.UsersException.LastOwnerException;
import io.tenantry.techstore.users.UsersException.UserNotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Looks after the shop's users, and keeps the last owner. */
@Service
public class UserDesk {

  private final Users users;
  private final UsersLock lock;

  UserDesk(Users users, UsersLock lock) {
    this.users = users;
    this.lock = lock;
  }

  public User get(long id) {
    return users.find(id).orElseThrow(() -> new UserNotFoundException(id));
  }

  /** In the order of their names. */
  public Page<User> list(PageWindow window) {
    return users.list(window);
  }

  /**
   * @param name null to leave it
   * @param role null to leave it
   * @throws LastOwnerException if nobody would be left who may manage users
   */
  public User change(long id, @Nullable String name, @Nullable Role role) {
    return lock.within(
        () -> {
          User found = get(id);
          Role wanted = role == null ? found.role() : role;
          if (wanted != Role.OWNER) {
            requireAnother(found);
          }
          return users.change(id, name == null ? found.name() : name, wanted);
        });
  }

  /**
   * Deletes a user with all his sessions.
   *
   * @throws LastOwnerException if nobody would be left who may manage users
   */
  public void delete(long id) {
    lock.within(
        () -> {
          User found = get(id);
          requireAnother(found);
          users.delete(id);
          return found;
        });
  }

  private void requireAnother(User leaving) {
    if (leaving.role() == Role.OWNER && users.owners() == 1) {
      throw new LastOwnerException();
    }
  }
}
