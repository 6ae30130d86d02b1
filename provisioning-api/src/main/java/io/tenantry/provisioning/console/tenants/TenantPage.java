package io.tenantry.provisioning.console.tenants;

import io.tenantry.provisioning.console.Moments;
import io.tenantry.provisioning.console.Sizes;
import io.tenantry.provisioning.console.live.LiveEvents;
import io.tenantry.provisioning.domains.Domains;
import io.tenantry.provisioning.history.HistoryPlace;
import io.tenantry.provisioning.history.Placed;
import io.tenantry.provisioning.history.TenantHistory;
import io.tenantry.provisioning.paging.Cursor;
import io.tenantry.provisioning.plans.Plan;
import io.tenantry.provisioning.plans.PlanLimits;
import io.tenantry.provisioning.plans.Plans;
import io.tenantry.provisioning.preferences.EffectivePreferences;
import io.tenantry.provisioning.preferences.PreferenceDesk;
import io.tenantry.provisioning.preferences.PreferenceKeys;
import io.tenantry.provisioning.stream.TenantEvents;
import io.tenantry.provisioning.tenants.GracePeriods;
import io.tenantry.provisioning.tenants.TenantViews;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantNotFoundException;
import io.tenantry.registry.TenantStatus;
import io.tenantry.registry.Tenants;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** All about one tenant. */
@Controller
@RequestMapping("/console/tenants/{id}")
class TenantPage {

  private static final int HAPPENINGS = 25;
  private static final int MOST_PLANS = 200;

  /** Statuses in which the schema of that name is the tenant's. */
  private static final Set<TenantStatus> BUILT =
      EnumSet.of(
          TenantStatus.ACTIVE, TenantStatus.TRIAL, TenantStatus.SUSPENDED, TenantStatus.DELETING);

  private final Tenants tenants;
  private final TenantViews views;
  private final TenantFacts facts;
  private final TenantHistory history;
  private final Domains domains;
  private final Plans plans;
  private final PreferenceKeys keys;
  private final PreferenceDesk preferences;
  private final GracePeriods periods;
  private final TenantEvents events;
  private final Moments moments;

  TenantPage(
      Tenants tenants,
      TenantViews views,
      TenantFacts facts,
      TenantHistory history,
      Domains domains,
      Plans plans,
      PreferenceKeys keys,
      PreferenceDesk preferences,
      GracePeriods periods,
      TenantEvents events,
      Moments moments) {
    this.tenants = tenants;
    this.views = views;
    this.facts = facts;
    this.history = history;
    this.domains = domains;
    this.plans = plans;
    this.keys = keys;
    this.preferences = preferences;
    this.periods = periods;
    this.events = events;
    this.moments = moments;
  }

  @GetMapping
  String show(@PathVariable UUID id, Model model) {
    Tenant tenant = found(id);
    Optional<List<TenantFacts.Table>> tables =
        BUILT.contains(tenant.status()) ? facts.largest(tenant.role()) : Optional.of(List.of());
    Optional<Long> bytes = tables.map(found -> found.isEmpty() ? 0L : found.getFirst().total());
    List<Plan> all = plans.page(null, MOST_PLANS);
    TenantFacts.Work work = facts.work(tenant.id());
    EffectivePreferences effective = preferences.of(tenant.id());
    addHistory(tenant.id(), HistoryPlace.END, model);
    model
        .addAttribute("tenant", views.of(tenant))
        .addAttribute("version", tenant.sequence())
        .addAttribute("schemaVersion", tenant.schemaVersion())
        .addAttribute("work", work)
        .addAttribute("domains", domains.of(tenant.id()))
        .addAttribute("plans", all)
        .addAttribute("usage", Usage.of(limits(all, tenant.plan()), bytes.orElse(null), work))
        .addAttribute("tables", tables.orElse(List.of()))
        .addAttribute("size", bytes.map(TenantPage::size).orElse("not known now"))
        .addAttribute("graceDays", periods.grace().toDays())
        .addAttribute(
            "preferences",
            keys.all().stream().map(key -> PreferenceRow.of(key, effective)).toList());
    return "console/tenant";
  }

  /** What happened before. */
  @GetMapping("/history")
  String history(@PathVariable UUID id, @RequestParam String cursor, Model model) {
    Tenant tenant = found(id);
    Cursor place = Cursor.parse(cursor, 3);
    if (place.number(0) < 0) {
      throw Cursor.invalid();
    }
    addHistory(
        tenant.id(), HistoryPlace.of(place.number(0), place.number(1), place.number(2)), model);
    model.addAttribute("tenant", views.of(tenant));
    return "console/history";
  }

  /** Tells when the tenant has changed. */
  @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  void live(@PathVariable UUID id, @RequestParam long after, HttpServletResponse response)
      throws InterruptedException {
    events.tell(found(id).id(), after, new LiveEvents(response));
  }

  private Tenant found(UUID id) {
    TenantId tenant = new TenantId(id);
    return tenants.find(tenant).orElseThrow(() -> new TenantNotFoundException(tenant));
  }

  private void addHistory(TenantId tenant, HistoryPlace before, Model model) {
    List<Placed> found = history.page(tenant, before, HAPPENINGS + 1);
    List<Placed> page = found.subList(0, Math.min(HAPPENINGS, found.size()));
    model.addAttribute(
        "happenings", page.stream().map(one -> Happening.of(one.entry(), moments)).toList());
    if (found.size() > HAPPENINGS) {
      HistoryPlace place = page.getLast().place();
      model.addAttribute(
          "earlier", Cursor.of(place.micros(), place.source(), place.number()).toString());
    }
  }

  private static String size(long bytes) {
    return bytes == 0 ? "–" : Sizes.of(bytes);
  }

  /** Of a plan that is gone, as a deleted tenant's may be: none. */
  private static PlanLimits limits(List<Plan> plans, String name) {
    return plans.stream()
        .filter(plan -> plan.name().equals(name))
        .findFirst()
        .map(Plan::limits)
        .orElse(PlanLimits.NONE);
  }
}
