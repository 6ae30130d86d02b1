package io.tenantry.chaos.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tenants' scripts: TechStore's and those that this run adds. Each of these leaves a number of
 * rows that tells how often it was applied, and fails half-way while a switch is on.
 */
public final class Scripts {

  /** Rows that one application of a script leaves. */
  public static final int ROWS = 51;

  private static final String SCRIPT =
      """
      CREATE TABLE chaos_note_%1$d (
        id   integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        text text NOT NULL
      );
      INSERT INTO chaos_note_%1$d (text) SELECT 'note ' || n FROM generate_series(1, 50) n;
      INSERT INTO chaos_note_%1$d (text)
      SELECT 'half-way' FROM public.chaos_switch WHERE 1 / (CASE WHEN broken THEN 0 ELSE 1 END) = 1;
      CREATE INDEX chaos_note_%1$d_text_idx ON chaos_note_%1$d (text);
      """;

  private final Path standard;
  private final Path own;
  private final List<Integer> added = new CopyOnWriteArrayList<>();
  private volatile long addedAt = System.nanoTime();

  Scripts(Path root, Path own) throws IOException {
    this.standard = root.resolve("tenant-api/schema/src/main/resources/db/tenant/default");
    this.own = own;
    Files.createDirectories(own.resolve("default"));
  }

  static void prepare(JdbcClient admin) {
    admin
        .sql(
            """
            CREATE TABLE public.chaos_switch (broken boolean NOT NULL);
            INSERT INTO public.chaos_switch VALUES (false);
            GRANT SELECT ON public.chaos_switch TO PUBLIC;
            """)
        .update();
  }

  /** The worker's setting. */
  String locations() {
    return "classpath:db/tenant,filesystem:" + own;
  }

  /** The same for Flyway, by which the reference is made. */
  public String[] folders() {
    return new String[] {"filesystem:" + standard, "filesystem:" + own.resolve("default")};
  }

  /** One more; workers know it once they have been started again. */
  public void add() {
    int number = 901 + added.size();
    try {
      Path draft = Files.writeString(own.resolve("draft"), SCRIPT.formatted(number));
      Files.move(draft, own.resolve("default/V%d__chaos_%d.sql".formatted(number, number)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    added.add(number);
    addedAt = System.nanoTime();
  }

  /** The tables of the scripts that were added. */
  public List<String> tables() {
    return added.stream().map(number -> "chaos_note_" + number).toList();
  }

  /** Whether it has been started since the last script came. */
  public boolean areKnownTo(ServicePart worker) {
    return worker.startedAt() > addedAt;
  }
}
