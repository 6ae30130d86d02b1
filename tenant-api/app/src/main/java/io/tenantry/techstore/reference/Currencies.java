package io.tenantry.techstore.reference;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the currencies, which are the same for all shops. */
@Repository
public class Currencies {

  private final JdbcClient jdbc;

  Currencies(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Optional<Currency> find(String code) {
    return jdbc.sql("select code, name, symbol, decimals from currency where code = :code")
        .param("code", code)
        .query(Currency.class)
        .optional();
  }

  public List<Currency> all() {
    return jdbc.sql("select code, name, symbol, decimals from currency order by code")
        .query(Currency.class)
        .list();
  }
}
