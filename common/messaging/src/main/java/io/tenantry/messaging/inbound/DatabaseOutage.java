package io.tenantry.messaging.inbound;

import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Tells a database that can't be had at the moment from one that refuses. */
public final class DatabaseOutage {

  private DatabaseOutage() {}

  /** Whether the same may succeed later, as it is. */
  public static boolean explains(RuntimeException trouble) {
    return trouble instanceof TransientDataAccessException
        || trouble instanceof NonTransientDataAccessResourceException
        || trouble instanceof RecoverableDataAccessException
        || trouble instanceof CannotCreateTransactionException
        // What a transaction ends with whose connection was lost.
        || trouble instanceof TransactionSystemException;
  }
}
