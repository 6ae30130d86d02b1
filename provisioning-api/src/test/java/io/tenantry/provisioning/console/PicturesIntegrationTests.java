package io.tenantry.provisioning.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.tenantry.registry.TenantStatus;
import io.tenantry.testing.ChromiumProgram;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Takes the README's pictures, of an installation that is made up. */
@EnabledIfSystemProperty(
    named = PicturesIntegrationTests.FOLDER,
    matches = ".+",
    disabledReason = "-Dtenantry.browser.pictures=<folder> takes pictures of the console")
class PicturesIntegrationTests extends AbstractConsoleTests {

  static final String FOLDER = "tenantry.browser.pictures";

  private static final double PATIENCE_MILLIS = 30_000;

  private static final String TYPES =
      """
      INSERT INTO control.tenant_type (name, version, fingerprint, scripts, updated_at)
      SELECT name, '023', 'f023', '[{"version": "023", "description": "add loyalty",
        "name": "V023__add_loyalty.sql", "checksum": 2}]', now()
      FROM (VALUES ('default'), ('workshop')) v (name)
      """;

  private static final String SPARES =
      """
      INSERT INTO control.spare (role_name, type, version, fingerprint, built_at)
      SELECT 'spare_' || type || '_' || n, type, '023', 'f023', now()
      FROM (VALUES ('default', 8), ('workshop', 3)) v (type, ready), generate_series(1, ready) n
      """;

  /** Enough of them, of all ages, and with more sign-ups in some minutes than in others. */
  private static final String SHOPS =
      """
      WITH made AS (
        INSERT INTO control.tenant (id, name, schema_name, role_name, type, plan, status,
          schema_version, schema_fingerprint, created_at, activated_at)
        SELECT gen_random_uuid(), 'Taller ' || n, 'taller_' || n, :prefix || 'taller_' || n,
               CASE WHEN n % 9 = 0 THEN 'workshop' ELSE 'default' END, 'free',
               CASE WHEN n % 41 = 0 THEN 'SUSPENDED' WHEN n % 7 = 0 THEN 'TRIAL' ELSE 'ACTIVE' END,
               CASE WHEN n < 60 THEN '022' ELSE '023' END,
               CASE WHEN n < 60 THEN 'f022' ELSE 'f023' END, at,
               at + (19 + 6 * sin(n / 9.0) + n % 37 * 0.4) * interval '1 ms'
        FROM (
          SELECT n, now() - CASE WHEN n < 300 THEN n * interval '31 hour' / 24
                                 ELSE ((n - 300) * 22 + 60 + 60 * sin(n / 4.0)) * interval '1 s' END AS at
          FROM generate_series(1, 460) n) shop
        RETURNING id, schema_name, created_at)
      INSERT INTO control.domain (tenant_id, name, status, is_primary, created_at, verified_at)
      SELECT id, replace(schema_name, '_', '-') || '.localhost', 'VERIFIED', true, created_at,
             created_at
      FROM made
      """;

  private static final String FINDING =
      """
      INSERT INTO control.finding (kind, subject, detail, repairable, first_seen_at, last_seen_at,
        confirmed_at)
      VALUES ('schema-without-tenant', 'taller_viejo', 'A schema that no tenant has.', true,
        now() - interval '40 min', now(), now())
      """;

  private static final String USAGE =
      """
      INSERT INTO control.usage (tenant_id, day, requests, users, products)
      VALUES (:id, (now() AT TIME ZONE 'UTC')::date, 18342, 7, 764)
      """;

  @LocalServerPort private int serverPort;

  @Test
  void takesThePicturesOfTheReadme() {
    Path folder = Path.of(System.getProperty(FOLDER)).toAbsolutePath();
    Path program = ChromiumProgram.find().orElseThrow();
    api().send("POST", "/api/v1/operators", "{\"name\": \"ana\", \"role\": \"ADMIN\"}");
    api()
        .send(
            "PUT",
            "/api/v1/plans/pro",
            """
            {"limits": {"users": 10, "products": 1000, "requestsPerMinute": 600,
             "storageMegabytes": 20}}
            """);
    sql(TYPES);
    sql(SPARES);
    sql(FINDING);
    database.admin().sql(SHOPS).param("prefix", database.schemaPrefix()).update();
    UUID shop = shop();
    tenant(TenantStatus.FAILED, "Café Central");
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    try (Chromium chromium = Chromium.start(program, "http://localhost:" + serverPort)) {
      Page page = chromium.page();
      page.navigate(link("ana"));
      page.locator("main button").click();
      assertThat(heading(page, "Overview").or(heading(page, "Account"))).isVisible();
      run(page);
      page.reload();
      assertThat(page.locator("pre.error").first()).isVisible();
      page.mouse().move(0, 0);
      chromium.picture(folder, "run");
      page.navigate("/console/tenants/" + shop);
      assertThat(heading(page, "Timeline")).isVisible();
      chromium.picture(folder, "tenant");
      page.navigate("/console");
      assertThat(page.getByText("Migration runs").last()).isVisible();
      chromium.picture(folder, "overview");
    } finally {
      sql("DROP SCHEMA %s CASCADE".formatted(schema()));
      sql("UPDATE control.tenant_type SET fingerprint = ''");
    }
  }

  /** One with something in its schema. */
  private UUID shop() {
    UUID id = tenant(TenantStatus.ACTIVE, "Taller Luna");
    database
        .admin()
        .sql(
            """
            UPDATE control.tenant
            SET plan = 'pro', schema_version = '023', schema_fingerprint = 'f023', type = 'default',
                contact_name = 'Ana Luna', contact_email = 'ana@luna.example', role_name = :role
            WHERE id = :id
            """)
        .param("role", database.schemaPrefix() + "taller_luna")
        .param("id", id)
        .update();
    database.admin().sql(USAGE).param("id", id).update();
    sql("CREATE SCHEMA " + schema());
    String[] tables = {"product", "stock_movement", "customer", "device", "repair_order"};
    int rows = 60_000;
    for (String table : tables) {
      sql(
          "CREATE TABLE %s.%s AS SELECT n AS id, md5(n::text) AS name FROM generate_series(1, %d) n"
              .formatted(schema(), table, rows));
      sql("ANALYZE %s.%s".formatted(schema(), table));
      rows /= 2;
    }
    api()
        .send(
            "POST",
            "/api/v1/tenants/" + id + "/domains",
            "{\"domain\": \"www.tallerluna.example\"}");
    return id;
  }

  private String schema() {
    return "\"" + database.schemaPrefix() + "taller_luna\"";
  }

  private void run(Page page) {
    page.navigate("/console/runs");
    page.getByLabel("Plan a run of default").click();
    page.locator("textarea[name=canary]").fill("taller_1 taller_2");
    page.getByLabel("Tenants in a wave").fill("15");
    button(page, "Show the plan").click();
    button(page, "Start this run").click();
    assertThat(page.locator("#progress")).isVisible();
    became("wave < 3", "MIGRATED", null);
    became("wave = 3 AND position % 3 > 0", "MIGRATED", null);
    became(
        "wave = 3 AND position = 21",
        "FAILED",
        "V023__add_loyalty.sql:3: ERROR: column \"points\" of relation \"customer\" already"
            + " exists");
    became("wave = 3 AND state = 'WAITING' AND position < 26", "RUNNING", null);
    sql("UPDATE control.migration_run SET wave = 3");
    assertThat(page.locator("pre.error").first()).isVisible();
  }

  private void became(String which, String state, String error) {
    database
        .admin()
        .sql(
            """
            UPDATE control.migration_run_tenant m
            SET state = :state, error = :error, attempts = 1, duration_ms = 9 + position % 7,
                claim = CASE :state WHEN 'RUNNING' THEN gen_random_uuid() END,
                claimed_until = CASE :state WHEN 'RUNNING' THEN now() + interval '1 h' END
            FROM (SELECT run_id, tenant_id,
                         row_number() OVER (PARTITION BY run_id ORDER BY wave, tenant_id) AS position
                  FROM control.migration_run_tenant) numbered
            WHERE m.run_id = numbered.run_id AND m.tenant_id = numbered.tenant_id AND
            """
                + which)
        .param("state", state)
        .param("error", error)
        .update();
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator heading(Page page, String name) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name)).first();
  }

  private void sql(String sql) {
    database.admin().sql(sql).update();
  }
}
