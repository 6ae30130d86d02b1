package io.tenantry.events;

import java.util.List;

/**
 * The names of exchanges and queues on the broker.
 *
 * @param prefix put before each name, so that several installations can share a broker; often empty
 */
public record Addresses(String prefix) {

  /**
   * How often a dead letter may go back to its queue: RabbitMQ 4 drops what came back twenty times
   * unless the queue says otherwise. Its word for without end, -1, has RabbitMQ 3 drop at once.
   */
  public static final int MOST_RETURNS = Integer.MAX_VALUE;

  /** Topic exchange of all events; the routing key is the event's type. */
  public String events() {
    return prefix + "tenantry.events";
  }

  /** Topic exchange of all commands; the routing key is the command's type. */
  public String commands() {
    return prefix + "tenantry.commands";
  }

  /** Fanout exchange, and its queue, for messages that nobody could read or finish. */
  public String deadLetters() {
    return prefix + "tenantry.dead-letters";
  }

  /** The workers' queue for what is quick: sign-ups and renames. */
  public String provisioning() {
    return prefix + "tenantry.provisioning";
  }

  /** The workers' queue for what may take minutes: drops and clones. */
  public String maintenance() {
    return prefix + "tenantry.maintenance";
  }

  /** The workers' queue for migration runs; each message is a place for one more worker. */
  public String migrations() {
    return prefix + "tenantry.migrations";
  }

  /** The tenant application's queue for jobs; all its instances share it. */
  public String jobs() {
    return prefix + "tenantry.jobs";
  }

  /** The provisioning API's queue for what tenant applications tell of jobs. */
  public String jobEvents() {
    return prefix + "tenantry.job-events";
  }

  /** The provisioning API's queue for what tenant applications have counted. */
  public String usage() {
    return prefix + "tenantry.usage";
  }

  /** All exchanges. */
  public List<String> exchanges() {
    return List.of(events(), commands(), deadLetters());
  }

  /** All queues that outlast their consumers. */
  public List<String> queues() {
    return List.of(
        provisioning(), maintenance(), migrations(), jobs(), jobEvents(), usage(), deadLetters());
  }
}
