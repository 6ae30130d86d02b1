package io.tenantry.bench.load;

import java.util.List;
import java.util.Map;

/** Crowds of visitors that ask a server on loopback for one path, all for the same time. */
public record Load(int port, String path, double seconds, List<Crowd> crowds) {

  /**
   * Each visitor keeps a connection and asks for the hosts at random.
   *
   * @param perSecond requests of the whole crowd; 0 for as many as are answered
   * @param headers of each host's requests
   */
  public record Crowd(int visitors, int perSecond, Map<String, Map<String, String>> headers) {}

  /**
   * What a crowd got.
   *
   * @param refused requests that were answered with 429 or 503
   * @param p50 of those that were served, in milliseconds
   */
  public record Outcome(int served, int refused, double p50, double p99) {}
}
