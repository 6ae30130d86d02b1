package io.tenantry.messaging.inbound;

import java.sql.SQLException;
import java.util.Set;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Tells a database that can't be had at the moment from one that refuses. */
public final class DatabaseOutage {

  /** A server that others have taken over from takes no writes; a session was idle for too long. */
  private static final Set<String> PASSING = Set.of("25006", "25P03");

  private DatabaseOutage() {}

  /** Whether the same may succeed later, as it is. */
  public static boolean explains(RuntimeException trouble) {
    return trouble instanceof TransientDataAccessException
        || trouble instanceof NonTransientDataAccessResourceException
        || trouble instanceof RecoverableDataAccessException
        || trouble instanceof CannotCreateTransactionException
        // What a transaction ends with whose connection was lost.
        || trouble instanceof TransactionSystemException
        || isPassing(trouble);
  }

  private static boolean isPassing(RuntimeException trouble) {
    return trouble instanceof NestedRuntimeException nested
        && nested.getMostSpecificCause() instanceof SQLException cause
        && PASSING.contains(String.valueOf(cause.getSQLState()));
  }
}
