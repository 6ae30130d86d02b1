package io.tenantry.provisioning.deadletters;

/** What becomes of somebody's wish that a letter be sent again. */
public sealed interface RepublishAnswer {

  /** The queue has it once more. */
  record Republished(DeadLetter letter) implements RepublishAnswer {}

  /** There is no such letter. */
  record Unknown(long id) implements RepublishAnswer {}

  /** It can't be sent, and a repeat will not help. */
  record NotTaken(DeadLetter letter, String why) implements RepublishAnswer {}

  /** The broker did not confirm it; the letter stays. */
  record BrokerAway() implements RepublishAnswer {}
}
