package io.tenantry.chaos.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each tenant's events: recorded without gaps, published, first deliveries in their order. */
final class EventCheck {

  private record Event(UUID tenantId, long sequence, String messageId, String type) {}

  private final JdbcClient admin;
  private final Violations violations;

  EventCheck(JdbcClient admin, Violations violations) {
    this.admin = admin;
    this.violations = violations;
  }

  /**
   * Compares.
   *
   * @param seen message ids in the order of their first delivery
   * @param wiped whether the broker has lost messages that it had confirmed
   */
  void run(List<String> seen, boolean wiped) {
    Map<String, Integer> places = new HashMap<>();
    seen.forEach(id -> places.put(id, places.size()));
    Map<UUID, List<Event>> byTenant = new HashMap<>();
    recorded()
        .forEach(
            event ->
                byTenant.computeIfAbsent(event.tenantId(), id -> new ArrayList<>()).add(event));
    gaps().forEach(gap -> violations.add("event-gap", gap));
    byTenant.forEach((tenant, events) -> compare(events, places, wiped));
  }

  private void compare(List<Event> events, Map<String, Integer> places, boolean wiped) {
    List<Event> delivered =
        events.stream().filter(event -> places.containsKey(event.messageId())).toList();
    if (!wiped && delivered.size() < events.size()) {
      events.stream()
          .filter(event -> !places.containsKey(event.messageId()))
          .forEach(event -> violations.add("event-lost", event.toString()));
    }
    List<Event> asTheyCame =
        delivered.stream()
            .sorted(Comparator.comparing(event -> places.get(event.messageId())))
            .toList();
    if (!asTheyCame.equals(delivered)) {
      violations.add("event-order", asTheyCame.toString());
    }
  }

  private List<Event> recorded() {
    return admin
        .sql(
            """
            SELECT tenant_id, sequence, message_id::text AS message_id, type
            FROM control.tenant_event ORDER BY tenant_id, sequence
            """)
        .query(Event.class)
        .list();
  }

  private List<String> gaps() {
    return admin
        .sql(
            """
            SELECT t.id || ' (' || t.status || ') is at ' || t.sequence || ', has ' || count(e.sequence)
                   || ' events up to ' || coalesce(max(e.sequence), 0)
            FROM control.tenant t LEFT JOIN control.tenant_event e ON e.tenant_id = t.id
            GROUP BY t.id
            HAVING count(e.sequence) <> t.sequence OR coalesce(max(e.sequence), 0) <> t.sequence
            """)
        .query(String.class)
        .list();
  }
}
