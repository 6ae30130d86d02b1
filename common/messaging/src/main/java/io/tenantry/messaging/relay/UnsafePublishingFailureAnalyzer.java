package io.tenantry.messaging.relay;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at start what to set, instead of a stack trace. */
class UnsafePublishingFailureAnalyzer extends AbstractFailureAnalyzer<UnsafePublishingException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, UnsafePublishingException cause) {
    return new FailureAnalysis(
        "The relay removes a message from the outbox only when the broker confirmed it, and these"
            + " settings for that are missing.",
        "Set " + String.join(" and ", cause.missing()) + ".",
        cause);
  }
}
