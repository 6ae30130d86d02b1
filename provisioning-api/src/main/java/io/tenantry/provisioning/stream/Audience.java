package io.tenantry.provisioning.stream;

import io.tenantry.registry.Tenants.RecordedEvent;
import java.io.IOException;
import java.util.List;

/** Whoever is told a tenant's events. An exception means that nobody listens any more. */
public interface Audience {

  /** The next events in order; the first call may bring none. */
  void tell(List<RecordedEvent> events) throws IOException;

  /** Nothing happened for a while. */
  void beat() throws IOException;
}
