package io.tenantry.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.registry.SqlIdentifier;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantScriptsUnitTests {

  private static final SqlIdentifier SHOP = new SqlIdentifier("shop");

  @TempDir Path root;
  private ScriptFolder folder;

  @BeforeEach
  void makeFolder() {
    folder = new ScriptFolder(root);
  }

  @Test
  void ordersByVersionAndNotByName() {
    folder
        .migration("V10__add_ten.sql", "select 10")
        .migration("V2__add_two.sql", "select 2")
        .migration("V2_1__add_more.sql", "select 21");

    var set = folder.scripts().of("default");

    assertThat(set.migrations())
        .extracting(MigrationScript::version)
        .containsExactly("2", "2.1", "10");
    assertThat(set.migrations())
        .extracting(MigrationScript::description)
        .containsExactly("add two", "add more", "add ten");
    assertThat(folder.scripts().currentVersion("default")).isEqualTo("10");
  }

  @Test
  void readsATypeOnce() {
    folder.migration("V1__a.sql", "select 1");
    var scripts = folder.scripts();
    var first = scripts.of("default");
    folder.migration("V2__b.sql", "select 2");

    assertThat(scripts.of("default")).isSameAs(first);
  }

  @Test
  void keepsTheTextAsItIsButForAByteOrderMark() {
    var sql = "select 'a;b', E'\\\\', '{}'::jsonb ? 'x'; -- no end of line";
    folder.migration("V1__a.sql", "\uFEFF" + sql);

    assertThat(folder.scripts().of("default").migrations().getFirst().sql(SHOP)).isEqualTo(sql);
  }

  @Test
  void replacesPlaceholdersOfFlywayAndOfTheConfiguration() {
    folder
        .migration("V1__a.sql", "select '${flyway:defaultSchema}', '${flyway:filename}', '${Plan}'")
        .seed("1.sql", "select '${plan}'");

    var set = folder.scripts(Map.of("plan", "free")).of("default");

    assertThat(set.migrations().getFirst().sql(SHOP))
        .isEqualTo("select 'shop', 'V1__a.sql', 'free'");
    assertThat(set.seeds().getFirst().sql(SHOP)).isEqualTo("select 'free'");
  }

  @Test
  void refusesAPlaceholderWithoutValue() {
    folder.migration("V1__a.sql", "select '${nothing}'");

    assertThatThrownBy(() -> folder.scripts().of("default"))
        .isInstanceOf(UnusableScriptException.class)
        .hasMessageContaining("V1__a.sql")
        .hasMessageContaining("${nothing}");
  }

  @Test
  void ordersSeedsByName() {
    folder.migration("V1__a.sql", "select 1").seed("20_b.sql", "").seed("10_a.sql", "");

    assertThat(folder.scripts().of("default").seeds())
        .extracting(SeedScript::name)
        .containsExactly("10_a.sql", "20_b.sql");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          V1_views.sql             | select 1                                  | is not a script
          U1__undo.sql             | select 1                                  | is not a script
          beforeMigrate.sql        | select 1                                  | is not a script
          V0__a.sql.conf           | executeInTransaction=false                | is not a script
          V2__fine.sql.conf        | encoding=ISO-8859-1                       | must be UTF-8
          V2__fine.sql.conf        | shouldExecute=false                       | shouldExecute
          V2__fine.sql.conf        | whatever=1                                | whatever
          V3__tool.sh              | true                                      | neither SQL nor a Java migration
          V3__commit.sql           | select 1; /* end */ -- now@commit         | must not control the transaction
          V2__twice.sql            | select 1                                  | more than one migration with version 2
          R__fine_too.sql          | select '${nothing}'                       | ${nothing}
          """)
  void refusesWhatItCannotUse(String file, String sql, String reason) {
    folder
        .migration("V2__fine.sql", "create table a (b int)")
        .migration(file, sql.replace('@', '\n'));

    assertThatThrownBy(() -> folder.scripts().of("default"))
        .isInstanceOf(UnusableScriptException.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          create unique index concurrently i on a (b)      | line 1: a statement that can't run in a transaction
          select 1;@vacuum                                 | line 2: a statement that can't run in a transaction
          copy a from stdin;@1@\\.@                         | line 1: COPY FROM STDIN
          """)
  void knowsWhatCannotBeReplayed(String sql, String obstacle) {
    folder
        .migration("V2__fine.sql", "create table a (b int)")
        .migration("V3__other.sql", sql.replace('@', '\n'));

    var set = folder.scripts().of("default");

    assertThat(set.replayable()).isFalse();
    assertThat(set.obstacle()).map(MigrationScript::name).contains("V3__other.sql");
    assertThat(set.obstacle()).map(MigrationScript::obstacle).contains(obstacle);
  }

  @Test
  void followsTheSettingsOfAScript() {
    folder
        .migration("V1__a.sql", "select '${nothing}'")
        .migration("V1__a.sql.conf", "placeholderReplacement=false")
        .migration("V2__b.sql", "vacuum")
        .migration("V2__b.sql.conf", "executeInTransaction=true")
        .migration("V3__c.sql", "select 1")
        .migration("V3__c.sql.conf", "executeInTransaction=false");

    var migrations = folder.scripts().of("default").migrations();

    assertThat(migrations.getFirst().sql(SHOP)).isEqualTo("select '${nothing}'");
    assertThat(migrations)
        .extracting(MigrationScript::replayable)
        .containsExactly(true, true, false);
    assertThat(migrations.getLast().obstacle()).contains("executeInTransaction=false");
  }

  @Test
  void putsRepeatableScriptsAfterThoseWithAVersion() {
    folder
        .migration("R__b_views.sql", "select 1")
        .migration("R__a_views.sql", "select 1")
        .migration("V1__a.sql", "select 1");

    var set = folder.scripts().of("default");

    assertThat(set.migrations())
        .extracting(MigrationScript::name)
        .containsExactly("V1__a.sql", "R__a_views.sql", "R__b_views.sql");
    assertThat(set.migrations())
        .extracting(MigrationScript::repeatable)
        .containsExactly(false, true, true);
    assertThat(set.currentVersion()).isEqualTo("1");
  }

  @Test
  void needsAtLeastOneScriptWithAVersion() {
    folder.migration("R__views.sql", "select 1");

    assertThatThrownBy(() -> folder.scripts().of("default"))
        .isInstanceOf(UnknownTenantTypeException.class);
  }

  @Test
  void tellsAChangedRepeatableScriptByTheFingerprint() {
    folder.migration("V1__a.sql", "select 1").migration("R__view.sql", "select '${plan}'");
    var free = folder.scripts(Map.of("plan", "free")).of("default").version();
    var paid = folder.scripts(Map.of("plan", "paid")).of("default").version();
    folder.migration("R__view.sql", "select 2");
    var changed = folder.scripts().of("default").version();

    assertThat(List.of(free.version(), paid.version(), changed.version())).containsOnly("1");
    assertThat(List.of(free.fingerprint(), paid.fingerprint(), changed.fingerprint()))
        .doesNotHaveDuplicates();
  }

  @Test
  void knowsWhetherAScriptNamesItsSchema() {
    folder.migration("V1__a.sql", "select '${flyway:table}', '${flyway:filename}'");
    assertThat(folder.scripts().of("default").namesItsSchema()).isFalse();

    folder.migration("R__b.sql", "select '${flyway:defaultSchema}'");
    assertThat(folder.scripts().of("default").namesItsSchema()).isTrue();
  }

  @Test
  void knowsJavaMigrations() {
    var scripts =
        new TenantScripts(
            new ScriptLocations(List.of("classpath:io/tenantry/migrations"), List.of(), Map.of()));

    var set = scripts.of("javatype");

    var migration = set.migrations().getFirst();
    assertThat(migration.name()).isEqualTo("io.tenantry.migrations.javatype.V1__In_java");
    assertThat(migration.language()).isEqualTo(MigrationScript.Language.JAVA);
    assertThat(migration.checksum()).isNull();
    assertThat(set.obstacle()).contains(migration);
    assertThat(set.version().fingerprint()).isNotEmpty();
  }

  @Test
  void acceptsWhatRunsInATransactionOnSupportedServers() {
    folder.migration(
        "V1__a.sql",
        """
        create type mood as enum ('good');
        alter type mood add value 'bad';
        create function f() returns int language sql begin atomic select 1; end;
        """);

    assertThat(folder.scripts().of("default").migrations()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"premium", "../default", "''", "Default"})
  void knowsNoTypeWithoutScripts(String type) {
    folder.migration("V1__a.sql", "select 1");

    assertThatThrownBy(() -> folder.scripts().of(type))
        .isInstanceOf(UnknownTenantTypeException.class)
        .hasMessageContaining("'" + type + "'");
  }

  @Test
  void putsATypeTogetherFromSeveralFoldersWithSeedsOfItsOwn() {
    folder
        .migration("V1__shared.sql", "select 1")
        .migration("V3__shared_later.sql", "select 3")
        .migration("workshop", "V2__own.sql", "select 2")
        .seed("1.sql", "select 'default'");
    var scripts = folder.scripts("workshop", "default", "workshop");

    assertThat(scripts.of("workshop").migrations())
        .extracting(MigrationScript::version)
        .containsExactly("1", "2", "3");
    assertThat(scripts.of("workshop").seeds()).isEmpty();
    assertThat(scripts.of("default").migrations())
        .extracting(MigrationScript::version)
        .containsExactly("1", "3");
  }

  @Test
  void refusesTwoScriptsOfOneNumberInTheFoldersOfAType() {
    folder
        .migration("V2__shared.sql", "select 1")
        .migration("workshop", "V002__own.sql", "select 2");

    assertThatThrownBy(() -> folder.scripts("workshop", "default", "workshop").of("workshop"))
        .isInstanceOf(UnusableScriptException.class)
        .hasMessageContaining("more than one migration with version");
  }

  @Test
  void missesEachFolderOfAType() {
    folder.migration("V1__shared.sql", "select 1");

    assertThatThrownBy(() -> folder.scripts("workshop", "default", "workshop").of("workshop"))
        .isInstanceOf(UnknownTenantTypeException.class)
        .hasMessageContaining("[default, workshop]");
  }

  @Test
  void readsScriptsFromAJarOnTheClassPath() throws IOException {
    var jar = root.resolve("tables.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (String folder : List.of("db/", "db/tenant/", "db/tenant/default/")) {
        out.putNextEntry(new JarEntry(folder));
      }
      out.putNextEntry(new JarEntry("db/tenant/default/V7__from_jar.sql"));
      out.write("select 7".getBytes(StandardCharsets.UTF_8));
    }
    URL url = URI.create("file:" + jar).toURL();

    try (var loader = new URLClassLoader(new URL[] {url}, getClass().getClassLoader())) {
      var scripts = new TenantScripts(ScriptLocations.defaults(), loader);

      assertThat(scripts.currentVersion("default")).isEqualTo("7");
      assertThat(scripts.of("default").migrations().getFirst().sql(SHOP)).isEqualTo("select 7");
    }
  }
}
