package io.tenantry.techstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tenantry.testing.StatementLog;
import io.tenantry.testing.StatementLog.LoggedStatement;
import io.tenantry.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What requests send to the database, by the server's own log. */
@ShopTest
class StatementsIntegrationTests {

  private static final String SWITCH =
      "select case when current_schema() = tenant and pg_has_role($1, 'MEMBER') then tenant"
          + " else set_config('role', 'not ' || tenant, true) end"
          + " from set_config('role', $2, true) as tenant";

  @Autowired private Shops shops;
  @Autowired private TestDatabase database;
  private StatementLog log;
  private Shop shop;

  @BeforeEach
  void openAShopThatIsKnown() {
    assumeTrue(database.statementsOfApp().isPresent(), "needs a server of the tests' own");
    log = database.statementsOfApp().orElseThrow();
    shops.awaitEvents();
    shop = shops.open("contada");
    shop.product("A-1", "A product", "1.00");
    shop.get("/api/products").expect(200);
  }

  @Test
  void listsProductsByOneStatementThatBringsItsSwitch() {
    List<String> sent = sentBy(() -> shop.get("/api/products?size=20").expect(200));

    assertThat(sent).hasSize(2);
    assertThat(sent.getFirst()).isEqualTo(SWITCH);
    assertThat(sent.getLast())
        .startsWith("/* tenant=contada")
        .contains(" */ select id, sku", "from product");
  }

  @Test
  void countsFiltersAndSortsInTheSameStatement() {
    String path = "/api/products?total=true&q=a&active=true&sort=-price";

    assertThat(sentBy(() -> shop.get(path).expect(200))).hasSize(2);
  }

  @Test
  void showsOneProductByOneStatement() {
    long id = shop.product("A-2", "Another", "1.00");

    assertThat(sentBy(() -> shop.get("/api/products/" + id).expect(200)))
        .hasSize(2)
        .first()
        .isEqualTo(SWITCH);
  }

  @Test
  void sendsNothingWithoutItsTenant() {
    long id = shop.product("A-3", "Third", "1.00");
    String product = "/api/products/" + id;
    String movement = "{\"quantity\":%d,\"kind\":\"adjustment\"}";

    List<String> sent =
        sentBy(
            () -> {
              shop.put(product, "{\"sku\":\"A-3\",\"name\":\"3\",\"price\":2}").expect(200);
              shop.post(product + "/stock-movements", movement.formatted(5)).expect(201);
              shop.post(product + "/stock-movements", movement.formatted(-9)).expect(409);
              shop.get(product + "/stock-movements").expect(200);
              shop.post("/api/products", "{\"sku\":\"A-3\",\"name\":\"3\",\"price\":2}")
                  .expect(409);
              shop.get("/api/categories").expect(200);
              shop.get("/api/currencies").expect(200);
              shop.delete(product).expect(204);
              shop.get(product).expect(404);
            });

    assertThat(everyStatementIsSwitched(sent)).as(String.join("\n", sent)).isTrue();
    assertThat(sent).filteredOn(SWITCH::equals).hasSizeGreaterThanOrEqualTo(9);
  }

  /** Autocommit: each statement is a transaction, so each has the switch right before it. */
  private static boolean everyStatementIsSwitched(List<String> sent) {
    boolean switched = false;
    for (String statement : sent) {
      boolean isSwitch = statement.equals(SWITCH);
      if (!isSwitch && !switched) {
        return false;
      }
      switched = isSwitch;
    }
    return true;
  }

  private List<String> sentBy(Runnable requests) {
    return new ArrayList<>(log.during(requests).stream().map(LoggedStatement::sql).toList());
  }
}
