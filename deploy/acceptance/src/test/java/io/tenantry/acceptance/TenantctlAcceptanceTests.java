package io.tenantry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.launcher.Installation;
import io.tenantry.registry.SqlIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command line against three real services: what it prints, and how it ends. */
class TenantctlAcceptanceTests {

  @TempDir static Path data;
  @TempDir static Path scripts;
  private static Deployment deployment;

  private record Result(int exit, String out, String err) {

    JsonNode json() {
      return JsonMapper.shared().readTree(out);
    }
  }

  @BeforeAll
  static void start() throws IOException {
    Files.createDirectories(scripts.resolve("default"));
    deployment =
        new Deployment(
            data,
            Map.of(
                "TENANTRY_WORKER_MIGRATIONS_LOCATIONS",
                "classpath:db/tenant,filesystem:" + scripts,
                "TENANTRY_MIGRATIONS_ONSTART",
                "announce",
                "TENANTRY_RECONCILE_CONFIRMAFTER",
                "2s"));
  }

  @AfterAll
  static void stop() {
    deployment.close();
  }

  @Test
  void takesATenantThroughItsLife() {
    Result created = run("tenants", "create", "Taller Uno", "--schema", "ctl_life");
    assertThat(created.exit()).as(created.err()).isZero();
    assertThat(created.out()).contains("SCHEMA NAME").contains("ctl_life").contains("ACTIVE");
    assertThat(run("tenants", "suspend", "ctl_life", "--reason", "unpaid").out())
        .contains("SUSPENDED", "unpaid");
    assertThat(run("tenants", "resume", "ctl_life", "-o", "json").json().path("status").asString())
        .isEqualTo("ACTIVE");
    assertThat(run("tenants", "list", "--text", "ctl_life").out())
        .contains("ctl-life.localhost", "ACTIVE");
    assertThat(run("tenants", "clone", "ctl_life", "Copy", "--schema", "ctl_copy").exit()).isZero();
    awaitStatus("ctl_copy", "ACTIVE");
    assertThat(run("tenants", "rename", "ctl_copy", "ctl_renamed").exit()).isZero();
    awaitStatus("ctl_renamed", "ACTIVE");
    assertThat(run("tenants", "delete", "ctl_renamed", "--grace-days", "7").out())
        .contains("DELETING");
    assertThat(run("tenants", "restore", "ctl_renamed").out()).contains("ACTIVE");
    Result unconfirmed = run("tenants", "delete", "ctl_renamed", "--force");
    assertThat(unconfirmed.exit()).isEqualTo(1);
    assertThat(unconfirmed.err()).contains("--confirm ctl_renamed");
    assertThat(
            run("tenants", "delete", "ctl_renamed", "--force", "--confirm", "ctl_renamed").exit())
        .isZero();
    awaitStatus("ctl_renamed", "DELETED");
    assertThat(run("tenants", "show", "ctl_renamed").exit()).isEqualTo(1);
  }

  @Test
  void claimsDomains() {
    run("tenants", "create", "Domains", "--schema", "ctl_domains");
    Result added = run("domains", "add", "ctl_domains", "shop.example.com");
    assertThat(added.exit()).as(added.err()).isZero();
    assertThat(run("domains", "list", "ctl_domains").out())
        .contains("shop.example.com", "ctl-domains.localhost");
    assertThat(run("domains", "remove", "ctl_domains", "shop.example.com").exit()).isZero();
    Result unknown = run("domains", "verify", "ctl_domains", "other.example.com");
    assertThat(unknown.exit()).isEqualTo(1);
    assertThat(unknown.err()).contains("domain-not-found");
  }

  @Test
  void saysWhatTheApiRefused() {
    Result refused = run("tenants", "create", "Bad", "--schema", "Bad Name");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("schemaName").contains("invalid-request").hasLineCount(1);
    assertThat(refused.out()).isEmpty();
    assertThat(run("tenants", "show", "nobody").err()).contains("there is no tenant nobody");
    assertThat(run("runs", "show", "nonsense").exit()).isEqualTo(1);
  }

  @Test
  void migratesWithPlanCheckProgressAndFailures() throws IOException {
    for (String name : List.of("ctl_m1", "ctl_m2", "ctl_m3")) {
      assertThat(run("tenants", "create", name, "--schema", name).exit()).isZero();
    }
    assertThat(run("migrate", "--all", "--check").exit()).isZero();
    assertThat(run("migrate", "--all").out()).contains("Nobody is behind.");
    Files.writeString(scripts.resolve("default/V900__note.sql"), "CREATE TABLE note (text text);");
    deployment.services().worker().kill();
    deployment.services().worker().start();
    deployment.services().worker().awaitReady();

    Result check = run("migrate", "--type", "default", "--check");
    assertThat(check.exit()).isEqualTo(3);
    assertThat(run("migrate", "--tenant", "ctl_m1,ctl_m2,ctl_m3", "--plan").out())
        .contains("default to version 900: 3 tenants", "V900__note.sql")
        .containsPattern("from 0[0-9]{2}: 3 tenants");
    assertThat(run("types").out()).contains("default", "900");
    sql("CREATE TABLE %s.note (spoiled int)", "ctl_m2");

    Result failed = run("migrate", "--tenant", "ctl_m1,ctl_m2", "-o", "json");
    assertThat(failed.exit()).isEqualTo(4);
    assertThat(failed.err()).contains("failed: ctl_m2: V900__note.sql", "already exists", "2/2");
    assertThat(failed.json().path("state").asString()).isEqualTo("FAILED");
    assertThat(failed.json().path("failures").path(0).path("schemaName").asString())
        .isEqualTo("ctl_m2");

    String run = failed.json().path("id").asString();
    sql("DROP TABLE %s.note", "ctl_m2");
    assertThat(run("runs", "retry-failed", run).exit()).isZero();
    assertThat(run("runs", "watch", run).exit()).isZero();
    assertThat(run("runs", "tenants", run).out()).contains("ctl_m1", "ctl_m2", "MIGRATED");
    Result canary = run("migrate", "--all", "--canary", "ctl_m3", "--shared");
    assertThat(canary.exit()).as(canary.err()).isZero();
    assertThat(canary.out()).contains("SUCCEEDED");
    assertThat(run("runs", "list").out()).contains(run);
    assertThat(run("runs", "pause", run).exit()).isEqualTo(1);
  }

  @Test
  void runsJobsAndEndsAsTheyDid() {
    for (String name : List.of("ctl_j1", "ctl_j2", "ctl_j3")) {
      assertThat(run("tenants", "create", name, "--schema", name).exit()).isZero();
    }
    Result done = run("run", "low-stock-report", "--tenant", "ctl_j1,ctl_j2,ctl_j3");
    assertThat(done.exit()).as(done.out() + done.err()).isZero();
    assertThat(done.out()).contains("SUCCEEDED", "low-stock-report");
    assertThat(run("jobs", "list").out()).contains("low-stock-report", "0 0 6 * * *");

    sql("ALTER TABLE %s.product RENAME TO product_away", "ctl_j2");
    Result failed = run("run", "low-stock-report", "--tenant", "ctl_j1,ctl_j2", "-o", "json");
    sql("ALTER TABLE %s.product_away RENAME TO product", "ctl_j2");
    assertThat(failed.exit()).as(failed.out() + failed.err()).isEqualTo(4);
    assertThat(failed.err()).contains("failed: ctl_j2:", "product");
    assertThat(failed.json().path("succeeded").asInt()).isEqualTo(1);
    String run = failed.json().path("id").asString();
    assertThat(run("jobs", "retry-failed", run).exit()).isZero();
    assertThat(run("jobs", "watch", run).exit()).isZero();
    assertThat(run("jobs", "tenants", run).out()).contains("ctl_j1", "ctl_j2", "SUCCEEDED");
    assertThat(run("jobs", "runs", "--job", "low-stock-report").out()).contains(run);
    assertThat(run("jobs", "cancel", run).exit()).isEqualTo(1);

    Result unknown = run("run", "nonsense", "--tenant", "ctl_j1");
    assertThat(unknown.exit()).isEqualTo(4);
    assertThat(unknown.err()).contains("failed: ctl_j1: there is no job nonsense here");
    assertThat(run("run", "Nonsense", "--all").err()).contains("job").hasLineCount(1);
    assertThat(run("run", "low-stock-report", "--tenant", "nobody").exit()).isEqualTo(1);
  }

  @Test
  void examinesTheFleet() {
    run("tenants", "create", "Doctor", "--schema", "ctl_doctor");
    SqlIdentifier role = role("ctl_doctor");
    JdbcClient.create(deployment.database().worker())
        .sql("REVOKE SELECT ON %1$s.product FROM %1$s".formatted(role.quoted()))
        .update();
    Result doctor = run("doctor");
    assertThat(doctor.exit()).as(doctor.out() + doctor.err()).isEqualTo(6);
    assertThat(doctor.out()).contains("role-not-granted", role.value());
    JsonNode found = run("doctor", "--no-look", "-o", "json").json();
    long id = found.path(0).path("id").asLong();
    assertThat(run("doctor", "repair", Long.toString(id)).exit()).isZero();
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              Result healthy = run("doctor");
              assertThat(healthy.out()).contains("Nothing is wrong.");
              assertThat(healthy.exit()).isZero();
            });
  }

  @Test
  void showsTroubleAndDealsWithDeadLetters() {
    run("tenants", "create", "Trouble", "--schema", "ctl_trouble");
    JdbcClient control = JdbcClient.create(deployment.database().worker());
    control
        .sql(
            """
            INSERT INTO control.dead_letter (reason, queue, message_id, type, headers, body, body_bytes)
            SELECT 'unknown type', :queue, gen_random_uuid(), 'drop-tenant', '{}', '{}', 2
            FROM generate_series(1, 3)
            """)
        .param("queue", deployment.database().schemaPrefix() + "tenantry.maintenance")
        .update();
    assertThat(run("trouble").out())
        .contains("dead letters: 3", "overdue: 0", "failed: 0", "findings: ");
    JsonNode letters = run("dead-letters", "list", "--status", "open", "-o", "json").json();
    String first = letters.path(0).path("id").asString();
    assertThat(run("dead-letters", "show", first).out()).contains("unknown type", "BODY");
    assertThat(run("dead-letters", "republish", first).out()).contains("republished");
    assertThat(run("dead-letters", "discard", first).exit()).isZero();
    assertThat(run("dead-letters", "discard", first).err()).contains("dead-letter-not-found");
    assertThat(run("dead-letters", "republish", "--all", "--type", "provision-tenant").out())
        .contains("REPUBLISHED", "0");
    assertThat(run("dead-letters", "republish", "--all").exit()).isZero();
    // The worker can't read them either, and says so.
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> run("dead-letters", "list", "--status", "open", "-o", "json").json().size() == 3);
    assertThat(run("dead-letters", "list", "--status", "open").out())
        .doesNotContain("unknown type");
    Result retried =
        run("trouble", "retry-failed", "--type", "default", "--reason", "the disk was full");
    assertThat(retried.exit()).as(retried.err()).isZero();
    assertThat(retried.out()).contains("RETRIED", "0");
  }

  private static void awaitStatus(String schema, String status) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                JdbcClient.create(deployment.database().worker())
                    .sql("SELECT status FROM control.tenant WHERE schema_name = ?")
                    .param(schema)
                    .query(String.class)
                    .list()
                    .equals(List.of(status)));
  }

  private static void sql(String sql, String schema) {
    JdbcClient.create(deployment.database().worker())
        .sql(sql.formatted(role(schema).quoted()))
        .update();
  }

  private static SqlIdentifier role(String schema) {
    return new SqlIdentifier(deployment.database().schemaPrefix() + schema);
  }

  private static Result run(String... arguments) {
    try {
      List<String> command = new ArrayList<>();
      command.add(Installation.find().root().resolve("deploy/tenantctl/tenantctl").toString());
      command.addAll(List.of(arguments));
      Path out = Files.createTempFile(data, "out", "");
      Path err = Files.createTempFile(data, "err", "");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder
          .environment()
          .put("TENANTRY_URL", deployment.services().provisioning().url().toString());
      builder.environment().put("TENANTRY_KEY", deployment.bootstrapKey());
      Process process = builder.start();
      if (!process.waitFor(3, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException("it does not end: " + command);
      }
      return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
