package io.tenantry.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the operator may change of a tenant at any time. */
public record TenantDetails(String name, String plan, @Nullable Contact contact) {

  static TenantDetails of(Tenant tenant) {
    return new TenantDetails(tenant.name(), tenant.plan(), tenant.contact());
  }

  /** What differs, for the audit log; a contact's data stay out of it. */
  String differenceTo(TenantDetails before) {
    List<String> differences = new ArrayList<>();
    if (!name.equals(before.name)) {
      differences.add("name: " + before.name + " → " + name);
    }
    if (!plan.equals(before.plan)) {
      differences.add("plan: " + before.plan + " → " + plan);
    }
    if (!Objects.equals(contact, before.contact)) {
      differences.add("contact");
    }
    return String.join(", ", differences);
  }
}
