package io.tenantry.techstore.usage;

import io.tenantry.tenancy.usage.UsageMeasure;
import io.tenantry.tenancy.usage.UsageMeasure.Kind;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A shop's users, its products, and the room that its tables and their indexes take. */
@Configuration(proxyBeanMethods = false)
class ShopUsage {

  private static final String USERS = "select count(*) from app_user";
  private static final String PRODUCTS = "select count(*) from product";
  private static final String STORAGE =
      """
      select coalesce(sum(pg_total_relation_size(oid)), 0)::bigint
      from pg_class where relnamespace = current_schema()::regnamespace and relkind in ('r', 'm')
      """;

  @Bean
  UsageMeasure usersOfShop(JdbcClient jdbc) {
    return measure(Kind.USERS, USERS, jdbc);
  }

  @Bean
  UsageMeasure productsOfShop(JdbcClient jdbc) {
    return measure(Kind.PRODUCTS, PRODUCTS, jdbc);
  }

  @Bean
  UsageMeasure tablesOfShop(JdbcClient jdbc) {
    return measure(Kind.STORAGE_BYTES, STORAGE, jdbc);
  }

  private static UsageMeasure measure(Kind kind, String sql, JdbcClient jdbc) {
    return UsageMeasure.of(kind, () -> jdbc.sql(sql).query(Long.class).single());
  }
}
