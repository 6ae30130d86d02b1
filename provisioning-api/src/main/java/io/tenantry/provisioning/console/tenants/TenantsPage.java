package io.tenantry.provisioning.console.tenants;

import io.tenantry.provisioning.migrations.TenantTypes;
import io.tenantry.provisioning.paging.Cursor;
import io.tenantry.provisioning.plans.Plans;
import io.tenantry.provisioning.tenants.TenantViews;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantStatus;
import io.tenantry.registry.Tenants;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Finds tenants. */
@Controller
class TenantsPage {

  private static final int ROWS = 50;
  private static final int MOST_CHOICES = 200;

  private final Tenants tenants;
  private final TenantViews views;
  private final Plans plans;
  private final TenantTypes types;

  TenantsPage(Tenants tenants, TenantViews views, Plans plans, TenantTypes types) {
    this.tenants = tenants;
    this.views = views;
    this.plans = plans;
    this.types = types;
  }

  @GetMapping("/console/tenants")
  String list(@Valid @ModelAttribute("form") TenantsForm form, Model model) {
    List<Tenant> found = tenants.page(form.filter(), after(form.cursor()), ROWS + 1);
    List<Tenant> page = found.subList(0, Math.min(ROWS, found.size()));
    model
        .addAttribute("tenants", page.stream().map(views::of).toList())
        .addAttribute("next", found.size() > ROWS ? end(page.getLast().id()) : null)
        .addAttribute("statuses", TenantStatus.values())
        .addAttribute("plans", plans.page(null, MOST_CHOICES))
        .addAttribute("types", types.names());
    return "console/tenants";
  }

  private static @Nullable TenantId after(String text) {
    if (text.isEmpty()) {
      return null;
    }
    Cursor cursor = Cursor.parse(text, 2);
    return new TenantId(new UUID(cursor.number(0), cursor.number(1)));
  }

  private static String end(TenantId last) {
    UUID id = last.value();
    return Cursor.of(id.getMostSignificantBits(), id.getLeastSignificantBits()).toString();
  }
}
