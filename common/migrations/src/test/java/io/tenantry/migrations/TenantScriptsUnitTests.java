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
          R__views.sql             | select 1                                  | repeatable
          V1_views.sql             | select 1                                  | not a versioned script
          U1__undo.sql             | select 1                                  | not a versioned script
          beforeMigrate.sql        | select 1                                  | not a versioned script
          V0__a.sql.conf           | executeInTransaction=false                | not a versioned script
          V3__concurrently.sql     | create index concurrently i on a (b)      | can't run in a transaction
          V3__vacuum.sql           | vacuum                                    | can't run in a transaction
          V3__commit.sql           | select 1; /* end */ -- now@commit         | must not control the transaction
          V3__copy.sql             | copy a from stdin;@1@\\.@                 | COPY FROM STDIN
          V2__twice.sql            | select 1                                  | more than one migration with version 2
          """)
  void refusesWhatItCannotReplay(String file, String sql, String reason) {
    folder
        .migration("V2__fine.sql", "create table a (b int)")
        .migration(file, sql.replace('@', '\n'));

    assertThatThrownBy(() -> folder.scripts().of("default"))
        .isInstanceOf(UnusableScriptException.class)
        .hasMessageContaining(file.replace(".conf", ""))
        .hasMessageContaining(reason);
  }

  @Test
  void refusesJavaMigrations() {
    var scripts =
        new TenantScripts(
            new ScriptLocations(List.of("classpath:io/tenantry/migrations"), List.of(), Map.of()));

    assertThatThrownBy(() -> scripts.of("javatype"))
        .isInstanceOf(UnusableScriptException.class)
        .hasMessageContaining("V1__In_java")
        .hasMessageContaining("only versioned SQL");
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
