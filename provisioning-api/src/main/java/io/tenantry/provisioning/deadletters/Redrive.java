package io.tenantry.provisioning.deadletters;

/**
 * What became of many letters.
 *
 * @param notTaken how many can't be sent; they stay
 * @param end why it was over
 */
public record Redrive(int republished, int notTaken, End end) {

  /** Why a redrive was over. */
  public enum End {
    /** No letter is left that could be sent. */
    ALL,
    /** As many as were wanted are sent. */
    LIMIT,
    /** Its seconds were over. */
    TIME,
    /** The broker did not confirm. */
    BROKER_AWAY
  }

  /** Whether it did nothing, for want of a broker. */
  public boolean foundNoBroker() {
    return end == End.BROKER_AWAY && republished == 0;
  }
}
