package io.tenantry.registry;

import io.tenantry.events.TenantActivated;
import io.tenantry.events.TenantUpdated;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;

/** Changes what the operator keeps of a tenant; its status stays. */
public class TenantUpdates {

  private static final Set<TenantStatus> ALL_BUT_DELETED =
      EnumSet.complementOf(EnumSet.of(TenantStatus.DELETED));

  private final Tenants tenants;
  private final TenantGuard guard;
  private final StepWriter steps;

  TenantUpdates(Tenants tenants, TenantGuard guard, StepWriter steps) {
    this.tenants = tenants;
    this.guard = guard;
    this.steps = steps;
  }

  /**
   * Changes name, plan or contact. Where nothing differs, nothing happens and no event tells of it.
   *
   * @param change from what is there to what shall be, under the tenant's lock
   * @throws UnknownPlanException if there is no such plan
   * @throws TenantNotFoundException if there is no such tenant
   * @throws StaleVersionException if it is not as the caller saw it
   * @throws WrongStatusException if it is DELETED
   */
  @Transactional
  public Tenant update(
      TenantId id, ExpectedVersion expected, UnaryOperator<TenantDetails> change, Actor actor) {
    Tenant before = guard.lock(id, expected, ALL_BUT_DELETED);
    TenantDetails old = TenantDetails.of(before);
    TenantDetails wanted = change.apply(old);
    if (wanted.equals(old)) {
      return tenants.find(id).orElseThrow();
    }
    if (!wanted.plan().equals(old.plan())) {
      tenants.requirePlan(wanted.plan());
    }
    Tenant after =
        steps.write(
            before,
            """
            UPDATE control.tenant
            SET name = :name, plan = :plan, contact_name = :contactName,
                contact_email = :contactEmail, sequence = sequence + 1
            WHERE id = :id AND status = :status AND sequence = :sequence
            """,
            values(wanted));
    steps.tell(
        new TenantUpdated(
            id.value(), after.sequence(), after.name(), after.plan(), told(wanted.contact())),
        actor,
        "tenant.update",
        wanted.differenceTo(old));
    return after;
  }

  private static TenantActivated.@Nullable Contact told(@Nullable Contact contact) {
    return contact == null ? null : new TenantActivated.Contact(contact.name(), contact.email());
  }

  private static Map<String, @Nullable Object> values(TenantDetails wanted) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("name", wanted.name());
    values.put("plan", wanted.plan());
    values.put("contactName", wanted.contact() == null ? null : wanted.contact().name());
    values.put("contactEmail", wanted.contact() == null ? null : wanted.contact().email());
    return values;
  }
}
