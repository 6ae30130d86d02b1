package io.tenantry.worker.provisioning;

import java.time.Duration;

/** What became of one work order. */
public sealed interface Outcome {

  /** The tenant is active now. */
  record Provisioned() implements Outcome {}

  /** There was nothing to do: the tenant is not PENDING, or there is none. */
  record NothingToDo() implements Outcome {}

  /** It failed this time; the next attempt is due after the pause. */
  record RetryLater(Duration pause) implements Outcome {}

  /** It failed for good. */
  record Failed(String reason) implements Outcome {}
}
