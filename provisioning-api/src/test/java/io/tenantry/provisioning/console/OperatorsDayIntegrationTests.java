package io.tenantry.provisioning.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.tenantry.provisioning.operators.Role;
import io.tenantry.registry.TenantStatus;
import io.tenantry.testing.ChromiumProgram;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What operators do all day, in a real browser; skipped where there is none. */
class OperatorsDayIntegrationTests extends AbstractConsoleTests {

  private static final double PATIENCE_MILLIS = 30_000;

  private final String type = unique("kind");
  @LocalServerPort private int serverPort;
  private Chromium chromium;
  private Page page;
  private String operator;

  @BeforeEach
  void logIn() {
    Optional<Path> program = ChromiumProgram.find();
    assumeTrue(program.isPresent(), "Chromium is missing: set TENANTRY_CHROMIUM");
    chromium = Chromium.start(program.get(), "http://localhost:" + serverPort);
    // Live parts renew themselves every few seconds.
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    page = chromium.page();
    operator = operator(Role.ADMIN);
    page.navigate("/console/login");
    chromium.look("login");
    page.navigate(link(operator));
    page.locator("main button").click();
    assertThat(heading("Log in")).isHidden();
    page.navigate("/console");
    assertThat(heading("Overview")).isVisible();
  }

  @AfterEach
  void close() {
    sql("UPDATE control.tenant_type SET fingerprint = '' WHERE name = :type");
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void bringsAFailedTenantToItsDomainGoesIntoItTakesItAwayAndBackAndReadsAllOfIt() {
    String name = unique("Bakery ");
    UUID tenant = tenant(TenantStatus.FAILED, name);
    page.locator(".tiles a[href$='status=FAILED']").click();
    page.getByLabel("Search").fill(name);
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name)).click();
    assertThat(page.getByText("no-luck: It rained.").first()).isVisible();

    button("Retry").first().click();
    dialogButton("retry", "Retry").click();
    assertThat(page.getByText("Ordered: a worker builds it anew.")).isVisible();
    page.evaluate("window.notReloaded = true");
    activate(tenant);
    assertThat(page.locator(".title .badge")).hasText("active");
    assertThat(page.evaluate("window.notReloaded")).isEqualTo(true);

    String domain = unique("shop-") + ".example.com";
    button("Add a domain").click();
    page.locator("#domain input[name=domain]").fill(domain);
    dialogButton("domain", "Add").click();
    button("Verify " + domain).click();
    assertThat(page.getByText("The record of " + domain + " is looked for now.")).isVisible();
    page.evaluate("window.notReloaded = true");
    wasProved(domain);
    assertThat(row(domain).locator(".badge")).hasText("verified");
    assertThat(page.evaluate("window.notReloaded")).isEqualTo(true);
    button("Make " + domain + " primary").click();
    assertThat(row(domain).getByText("primary", exactly())).isVisible();
    chromium.look("tenant");

    button("Impersonate").click();
    page.locator("#impersonate input[name=reason]").fill("ticket 4711");
    dialogButton("impersonate", "Make the link").click();
    assertThat(page.getByLabel("Link", new Page.GetByLabelOptions().setExact(true)))
        .hasValue(Pattern.compile("https?://" + domain + "(:\\d+)?/impersonation.html#[\\w-]{43}"));
    chromium.look("impersonation");
    page.getByText("To the tenant").click();

    button("Suspend").first().click();
    page.locator("#suspend input[name=reason]").fill("unpaid");
    dialogButton("suspend", "Suspend").click();
    assertThat(page.locator(".title .badge")).hasText("suspended");
    button("Delete").first().click();
    assertThat(dialogButton("delete", "Delete")).isDisabled();
    page.locator("#delete input[name=confirm]").fill(api().tenant(tenant).text("schemaName"));
    dialogButton("delete", "Delete").click();
    assertThat(page.locator(".title .badge")).hasText("deleting");
    button("Restore").first().click();
    dialogButton("restore", "Restore").click();
    assertThat(page.locator(".title .badge")).hasText("suspended");
    button("Resume").first().click();
    dialogButton("resume", "Resume").click();
    assertThat(page.locator(".title .badge")).hasText("active");

    page.navigate("/console/audit?tenant=" + tenant);
    for (String action :
        new String[] {
          "retry", "add-domain", "impersonate", "suspend", "delete", "restore", "resume"
        }) {
      Locator entry = page.locator("tbody tr").filter(saying("tenant." + action)).first();
      assertThat(entry).containsText("operator:" + operator);
    }
    chromium.look("audit");
    assertThat(chromium.troubles()).isEmpty();
  }

  @Test
  void runsAMigrationWithACanaryAndRepairsAFailure() {
    sql(
        """
        INSERT INTO control.tenant_type (name, version, fingerprint, scripts, updated_at)
        VALUES (:type, '002', 'f002', '[{"version": "002", "description": "add loyalty",
          "name": "V002__add_loyalty.sql", "checksum": 2}]', now())
        """);
    UUID canary = behind();
    for (int number = 0; number < 5; number++) {
      behind();
    }
    page.navigate("/console/runs");
    chromium.look("runs");
    page.getByLabel("Plan a run of " + type).click();
    page.locator("textarea[name=canary]").fill(canary.toString());
    page.getByLabel("Tenants in a wave").fill("3");
    button("Show the plan").click();
    assertThat(page.getByText("V002__add_loyalty.sql")).isVisible();
    chromium.look("run-new");
    button("Start this run").click();
    assertThat(heading("Migration run of " + type)).isVisible();
    assertThat(page.locator(".waves .badge").first()).hasText("canaries");
    page.evaluate("window.notReloaded = true");

    became("tenant_id = '" + canary + "'", "MIGRATED", null);
    assertThat(page.locator("#progress")).containsText("1 of 6 done, 0 failed");
    became("wave = 2", "FAILED", "V002__add_loyalty.sql:3: ERROR: relation \"orders\" is missing");
    assertThat(page.locator("pre.error").first()).containsText("relation \"orders\" is missing");
    assertThat(page.evaluate("window.notReloaded")).isEqualTo(true);
    Locator pause = button("Pause");
    pause.hover();
    page.mouse().down();
    page.waitForResponse(
        answer -> answer.url().contains("cursor="), () -> became("wave = 3", "BUSY", null));
    page.mouse().up();
    assertThat(page.getByText("An operator paused it.")).isVisible();
    assertThat(page.locator(".counts")).containsText("2 busy");
    chromium.look("run");
    choosesWhileTheRunGetsOn();
    button("Resume").click();
    assertThat(page.locator(".title .badge")).hasText("running");
    button("Retry those that failed").click();
    assertThat(page.getByText("those that failed are tried again")).isVisible();
    became("state <> 'MIGRATED'", "MIGRATED", null);
    assertThat(page.locator("#progress")).containsText("6 of 6 done, 0 failed");
    button("Cancel the run").click();
    dialogButton("cancel", "Cancel it").click();
    assertThat(page.locator(".title .badge")).hasText("cancelled");
    assertThat(chromium.troubles()).isEmpty();
  }

  /** What renews itself is held back until somebody has chosen, and comes then. */
  private void choosesWhileTheRunGetsOn() {
    page.evaluate(
        """
        document.addEventListener("htmx:beforeSwap", (event) => {
          window.heldBack = window.heldBack || !event.detail.shouldSwap;
        })
        """);
    Locator choice = page.locator("select[name=state]");
    choice.focus();
    choice.selectOption("FAILED");
    became("wave = 3", "WAITING", null);
    page.waitForCondition(() -> Boolean.TRUE.equals(page.evaluate("window.heldBack")));
    assertThat(choice).isFocused();
    assertThat(choice).hasValue("FAILED");
    assertThat(page.locator(".counts")).containsText("2 busy");

    choice.blur();

    assertThat(page.locator(".counts")).not().containsText("2 busy");
    assertThat(choice).hasValue("");
  }

  @Test
  void everyPageIsFitToBeSeen() {
    tenant(TenantStatus.FAILED, unique("Cafe "));
    sql(
        """
        WITH letter AS (
          INSERT INTO control.dead_letter (reason, queue, type, headers, body, body_bytes)
          VALUES ('No command that this worker knows.', 'tenantry.provisioning', :type,
            '{"tries": 3}', convert_to('{"tenantId": "7"}', 'UTF8'), 17))
        INSERT INTO control.finding (kind, subject, detail, repairable, first_seen_at,
          last_seen_at, confirmed_at)
        VALUES ('schema-without-tenant', :type, 'A schema that no tenant has.', true, now(), now(),
          now())
        """);
    for (String name :
        new String[] {
          "overview", "tenants", "trouble", "clients", "plans", "operators", "account"
        }) {
      page.navigate(name.equals("overview") ? "/console" : "/console/" + name);
      chromium.look(name);
    }
    page.navigate("/console/trouble/dead-letters");
    chromium.look("dead-letters");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(type)).first().click();
    chromium.look("dead-letter");
    page.navigate("/console/trouble/findings");
    chromium.look("findings");
    button("Repair " + type + "…", AriaRole.LINK).click();
    chromium.look("finding");
    page.navigate("/console/plans");
    button("New plan").click();
    chromium.look("plan-new");
    page.navigate("/console/clients");
    button("New client").click();
    page.locator("#new input[name=name]").fill(unique("shop"));
    page.getByLabel("tenants:read").check();
    chromium.look("client-new");
    dialogButton("new", "Make").click();
    assertThat(page.getByText("It is shown here only")).isVisible();
    chromium.look("client-key");
    assertThat(chromium.troubles()).isEmpty();
  }

  private Locator heading(String name) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
  }

  private Locator button(String name) {
    return button(name, AriaRole.BUTTON);
  }

  private Locator button(String name, AriaRole role) {
    return page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private Locator dialogButton(String dialog, String name) {
    return page.locator("#" + dialog)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  private Locator row(String text) {
    return page.locator("tr").filter(saying(text)).first();
  }

  private static Locator.FilterOptions saying(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static Locator.GetByTextOptions exactly() {
    return new Locator.GetByTextOptions().setExact(true);
  }

  /** What the look at a domain's record writes where it is there. */
  private void wasProved(String domain) {
    database
        .admin()
        .sql(
            """
            UPDATE control.domain
            SET status = 'VERIFIED', verified_at = now(), verified_by = 'DNS', last_error = NULL
            WHERE name = :domain
            """)
        .param("domain", domain)
        .update();
  }

  private UUID behind() {
    UUID id = tenant(TenantStatus.ACTIVE);
    sql("UPDATE control.tenant SET type = :type WHERE id = '" + id + "'");
    return id;
  }

  /** What a worker writes about tenants of the run. */
  private void became(String which, String state, String error) {
    int changed =
        database
            .admin()
            .sql(
                """
                UPDATE control.migration_run_tenant m
                SET state = :state, error = :error, attempts = 1, duration_ms = 12
                WHERE run_id = (SELECT id FROM control.migration_run WHERE type = :type) AND
                """
                    + which)
            .param("state", state)
            .param("error", error)
            .param("type", type)
            .update();
    assertThat(changed).as("tenants of the run").isPositive();
  }

  private void sql(String sql) {
    database.admin().sql(sql).param("type", type).update();
  }
}
