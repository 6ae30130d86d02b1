package io.tenantry.provisioning.deadletters;

/** What becomes of somebody's wish that a letter be sent again. */
public sealed interface RepublishAnswer {

  /** The queue has it once more. */
  record Republished(DeadLetter letter) implements RepublishAnswer {}

  /** There is no such letter. */
  record Unknown(long id) implements RepublishAnswer {}

  /**
   * It was not sent.
   *
   * @param noQueue whether there is nobody to take it, nor others for the same destination
   */
  record NotTaken(DeadLetter letter, String why, boolean noQueue) implements RepublishAnswer {}

  /** The broker did not confirm it; the letter stays. */
  record BrokerAway() implements RepublishAnswer {}
}
