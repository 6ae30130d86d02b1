package io.tenantry.chaos.drive;

import io.tenantry.chaos.model.Outcome;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Requests to tenants' own domains, of which each tenant's are counted. */
public final class Requests {

  private final Client client;
  private final Map<UUID, LongAdder> counts = new ConcurrentHashMap<>();

  public Requests(Client client) {
    this.client = client;
  }

  Outcome get(UUID tenant, URI server, String host, String path, Map<String, String> headers) {
    return send(tenant, server, host, "GET", path, headers, null);
  }

  Outcome post(
      UUID tenant, URI server, String host, String path, Map<String, String> headers, Object body) {
    return send(tenant, server, host, "POST", path, headers, body);
  }

  private Outcome send(
      UUID tenant,
      URI server,
      String host,
      String method,
      String path,
      Map<String, String> headers,
      @Nullable Object body) {
    // Before it is sent: it is in the tenant's books as soon as it arrives.
    counts.computeIfAbsent(tenant, id -> new LongAdder()).increment();
    return client.send(server, host, method, path, headers, body);
  }

  /** How many were sent to each. */
  public Map<UUID, Long> byTenant() {
    Map<UUID, Long> all = new HashMap<>();
    counts.forEach((tenant, count) -> all.put(tenant, count.sum()));
    return all;
  }
}
