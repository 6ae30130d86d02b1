package io.tenantry.registry;

/** A trial can't end then. The message says why, in words that follow the member's name. */
public final class TrialEndException extends RuntimeException {

  private final TrialExtension extension;

  TrialEndException(TrialExtension extension, String message) {
    super(message);
    this.extension = extension;
  }

  /** What was asked for. */
  public TrialExtension extension() {
    return extension;
  }
}
