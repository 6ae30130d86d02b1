package io.tenantry.techstore.benches;

import io.tenantry.techstore.paging.Page;
import io.tenantry.techstore.paging.PageWindow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** A workshop's benches. Only tenants of that type have the table. */
@Repository
public class Benches {

  private static final String ADD =
      """
      insert into bench (name, kind) values (:name, :kind)
      returning id, name, kind, created_at
      """;
  private static final String LIST =
      """
      select id, name, kind, created_at
        from bench
       order by lower(name), id
       limit :limit offset :offset
      """;

  private final JdbcClient jdbc;

  Benches(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @throws BenchNameTakenException if another one has the name
   */
  public Bench add(String name, Bench.@Nullable Kind kind) {
    try {
      return jdbc.sql(ADD)
          .param("name", name)
          .param("kind", kind == null ? null : kind.word(), Types.VARCHAR)
          .query(Benches::bench)
          .single();
    } catch (DuplicateKeyException e) {
      throw new BenchNameTakenException(name);
    }
  }

  /** In the order of their names. */
  public Page<Bench> list(PageWindow window) {
    List<Bench> found =
        jdbc.sql(LIST)
            .param("limit", window.limit())
            .param("offset", window.offset())
            .query(Benches::bench)
            .list();
    return Page.of(found, window, null);
  }

  private static Bench bench(ResultSet row, int index) throws SQLException {
    String kind = row.getString("kind");
    return new Bench(
        row.getLong("id"),
        row.getString("name"),
        kind == null ? null : Bench.Kind.of(kind),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
