package io.tenantry.problems;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** A database that can't be had at the moment is a 503, not an error of ours. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE - 1)
class DatabaseProblemAdvice {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseProblemAdvice.class);

  @ExceptionHandler({
    DataAccessResourceFailureException.class,
    TransientDataAccessException.class,
    CannotCreateTransactionException.class,
    // What a transaction ends with whose connection was lost: neither COMMIT nor ROLLBACK goes out.
    TransactionSystemException.class
  })
  ErrorResponse unavailable(Exception e) {
    LOG.warn("The database could not be used: {}", e.getMessage());
    return new ProblemException(
            HttpStatus.SERVICE_UNAVAILABLE,
            ProblemTypes.UNAVAILABLE,
            "The database does not answer at the moment.",
            e)
        .header("Retry-After", "2")
        .header("Cache-Control", "no-store");
  }
}
