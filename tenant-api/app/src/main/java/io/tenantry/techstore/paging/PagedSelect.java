package io.tenantry.techstore.paging;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lists rows: one statement a page, with their number in the same where that is wanted.
 *
 * @param columns what is selected
 * @param from the tables, joined
 * @param id a column that no two rows have the same of
 */
public record PagedSelect<T>(String columns, String from, String id, RowMapper<T> mapper) {

  private static final String PAGE =
      """
      select %s%s
        from %s
       where %s
       order by %s
       limit :limit offset :offset
      """;
  private static final String WITH_TOTAL = ", count(*) over () as total";
  private static final String COUNT = "select count(*) from %s where %s";

  private record Row<T>(T item, @Nullable Long total) {}

  public Page<T> find(
      JdbcClient jdbc, Conditions where, Sort sort, PageWindow window, boolean counted) {
    String total = counted ? WITH_TOTAL : "";
    List<Row<T>> rows =
        jdbc.sql(PAGE.formatted(columns, total, from, where.sql(), sort.orderBy(id)))
            .params(where.parameters())
            .param("limit", window.limit())
            .param("offset", window.offset())
            .query(
                (row, index) ->
                    new Row<>(mapper.mapRow(row, index), counted ? row.getLong("total") : null))
            .list();
    return Page.of(
        rows.stream().map(Row::item).toList(),
        window,
        counted ? total(jdbc, rows, where, window) : null);
  }

  /** A page beyond the last has no row that could tell the number. */
  private @Nullable Long total(
      JdbcClient jdbc, List<Row<T>> rows, Conditions where, PageWindow window) {
    if (!rows.isEmpty()) {
      return rows.getFirst().total();
    }
    return window.page() == 0
        ? 0L
        : jdbc.sql(COUNT.formatted(from, where.sql()))
            .params(where.parameters())
            .query(Long.class)
            .single();
  }

  /** The row with that id, selected alike. */
  public Optional<T> get(JdbcClient jdbc, long wanted) {
    return jdbc.sql("select %s from %s where %s = :id".formatted(columns, from, id))
        .param("id", wanted)
        .query(mapper)
        .optional();
  }
}
