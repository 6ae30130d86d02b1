package io.tenantry.techstore.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.techstore.Answer;
import io.tenantry.techstore.Shop;
import io.tenantry.techstore.ShopTest;
import io.tenantry.techstore.Shops;
import io.tenantry.testing.TestDatabase;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ShopTest
class ProductLimitIntegrationTests {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Fewer than there are connections for tenants: another shop needs one meanwhile. */
  private static final int REQUESTS = 8;

  private static final String WAITING_FOR_THE_LOCK =
      """
      select count(*) from pg_locks
       where locktype = 'advisory' and not granted
         and database = (select oid from pg_database where datname = current_database())
      """;

  @Autowired private Shops shops;
  @Autowired private TestDatabase database;
  private Shop shop;

  @BeforeEach
  void openAShop() {
    shop = shops.open("limitada");
  }

  /** Returns once the application has heard of it. */
  private void allow(Shop of, String limits) {
    String plan = shops.limit(of, limits);
    await().atMost(PATIENCE).until(() -> of.get("/").body().path("plan").asString().equals(plan));
  }

  @Test
  void isWhatThePlanAllows() {
    allow(shop, "{\"products\": 2}");
    create("A").expect(201);
    create("B").expect(201);

    Answer refused = create("C").expectProblem(402, "limit-exceeded");

    assertThat(refused.body().path("limit").asString()).isEqualTo("products");
    assertThat(refused.body().path("allowed").asLong()).isEqualTo(2);
    assertThat(refused.body().path("used").asLong()).isEqualTo(2);
    assertThat(shop.get("/api/products").items("sku")).containsExactly("A", "B");
    shop.put("/api/products/" + idOf("A"), product("A2")).expect(200);
    shop.delete("/api/products/" + idOf("B")).expect(204);
    create("C").expect(201);
  }

  @Test
  void countsNothingThatWasRefusedForAnotherReason() {
    allow(shop, "{\"products\": 2}");
    create("A").expect(201);

    create("A").expectProblem(409, "sku-taken", "sku");
    shop.post("/api/products", product("B").replace("}", ",\"currency\":\"XXX\"}"))
        .expectProblem(400, "invalid-request", "currency");

    create("B").expect(201);
    create("C").expectProblem(402, "limit-exceeded");
  }

  @Test
  void takesNothingAwayWhenItIsLowered() {
    create("A").expect(201);
    create("B").expect(201);
    create("C").expect(201);

    allow(shop, "{\"products\": 1}");

    assertThat(shop.get("/api/products").items("sku")).containsExactly("A", "B", "C");
    Answer refused = create("D").expectProblem(402, "limit-exceeded");
    assertThat(refused.body().path("allowed").asLong()).isEqualTo(1);
    assertThat(refused.body().path("used").asLong()).isEqualTo(3);
    allow(shop, "{\"products\": 0}");
    create("D").expectProblem(402, "limit-exceeded");
    allow(shop, "{\"users\": 0}");
    create("D").expect(201);
  }

  /** All of them are let go at once, at the place where each waits for the others. */
  @Test
  void holdsForManyAtOnceAndHoldsUpNoOtherShop() throws Exception {
    allow(shop, "{\"products\": 6}");
    create("FIRST").expect(201);
    Shop other = shops.open("otra");
    allow(other, "{\"products\": 6}");
    List<Integer> statuses = new ArrayList<>();
    try (Connection connection = database.worker().getConnection();
        Statement statement = connection.createStatement();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      connection.setAutoCommit(false);
      statement.execute(
          "select pg_advisory_xact_lock(hashtextextended('products of %s', 0))"
              .formatted(shop.id()));
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        String sku = "SKU-" + i;
        answers.add(threads.submit(() -> create(sku).status()));
      }
      await().atMost(PATIENCE).until(() -> waiting() == REQUESTS);
      other.product("A", "Another shop's", "1.00");
      connection.commit();
      for (Future<Integer> answer : answers) {
        statuses.add(answer.get());
      }
    }

    assertThat(statuses).containsOnly(201, 402).filteredOn(status -> status == 201).hasSize(5);
    assertThat(shop.get("/api/products").items("sku")).hasSize(6);
  }

  private long waiting() {
    return database.admin().sql(WAITING_FOR_THE_LOCK).query(Long.class).single();
  }

  private String idOf(String sku) {
    return shop.get("/api/products?q=" + sku).items("id").getFirst();
  }

  private Answer create(String sku) {
    return shop.post("/api/products", product(sku));
  }

  private static String product(String sku) {
    return "{\"sku\":\"%s\",\"name\":\"Product %s\",\"price\":1}".formatted(sku, sku);
  }
}
