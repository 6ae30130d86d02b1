package io.tenantry.techstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Shops are renamed under their customers' hands. Routes live long, and nobody tells of it. */
@ShopTest
class RenameIntegrationTests {

  private static final int RENAMES = 12;
  private static final int ROUNDS_BETWEEN = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Autowired private Shops shops;

  @Test
  void disturbsNoRequestAndShowsNobodyAnothersRows() throws Exception {
    Shop shop = shops.open("vieja");
    shops.limit(shop, "{\"products\": 100000}");
    shop.product("MARK", "Of the shop", "1.00");
    AtomicInteger rounds = new AtomicInteger();
    AtomicBoolean ended = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> customers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        customers.add(threads.submit(() -> visit(shop, rounds, ended)));
      }
      Shop renamed = shop;
      try {
        for (int i = 0; i < RENAMES; i++) {
          int before = rounds.get();
          String freed = renamed.schemaName();
          renamed = shops.rename(renamed, "nueva");
          shops.succeed(freed).product("MARK", "Of a successor", "1.00");
          await()
              .atMost(PATIENCE)
              .until(() -> rounds.get() >= before + ROUNDS_BETWEEN || anyEnded(customers));
        }
      } finally {
        ended.set(true);
      }
      for (Future<?> customer : customers) {
        customer.get();
      }
    }
    assertThat(shop.get("/api/products?q=MARK").items("name")).containsExactly("Of the shop");
  }

  private static boolean anyEnded(List<Future<?>> customers) {
    return customers.stream().anyMatch(Future::isDone);
  }

  private static void visit(Shop shop, AtomicInteger rounds, AtomicBoolean ended) {
    while (!ended.get()) {
      String sku = UUID.randomUUID().toString();
      shop.get("/").expect(200);
      assertThat(shop.get("/api/products?q=MARK&total=true").items("name"))
          .containsExactly("Of the shop");
      String product = "/api/products/" + shop.product(sku, "A product", "1.00");
      shop.put(product, "{\"sku\":\"%s\",\"name\":\"Changed\",\"price\":2}".formatted(sku))
          .expect(200);
      shop.post(product + "/stock-movements", "{\"quantity\":3,\"kind\":\"in\"}").expect(201);
      assertThat(shop.get(product + "/stock-movements").items("quantity")).containsExactly("3");
      String category =
          shop.post("/api/categories", "{\"name\":\"%s\"}".formatted(sku))
              .expect(201)
              .header("Location");
      shop.delete(category).expect(204);
      shop.get("/api/currencies").expect(200);
      shop.delete(product).expect(204);
      shop.get(product).expectProblem(404, "product-not-found");
      rounds.incrementAndGet();
    }
  }
}
