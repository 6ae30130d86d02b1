package io.tenantry.techstore.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.events.Addresses;
import io.tenantry.events.JobEnded;
import io.tenantry.events.MessageJson;
import io.tenantry.events.RunJob;
import io.tenantry.techstore.Shop;
import io.tenantry.techstore.ShopTest;
import io.tenantry.techstore.Shops;
import io.tenantry.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The job as it comes over the broker. */
@ShopTest
@ExtendWith(OutputCaptureExtension.class)
class LowStockReportIntegrationTests {

  private final MessageJson json = new MessageJson();
  @Autowired private Shops shops;
  @Autowired private TestDatabase database;
  @Autowired private RabbitTemplate rabbit;

  @Test
  void tellsHowManyProductsOfTheShopAreShort(CapturedOutput output) {
    Shop low = shops.open("baja");
    addProducts(low, 0);
    Shop full = shops.open("llena");
    addProducts(full, 7);

    assertThat(run(low).outcome()).isEqualTo(JobEnded.Outcome.SUCCEEDED);
    assertThat(run(full).outcome()).isEqualTo(JobEnded.Outcome.SUCCEEDED);

    assertThat(output)
        .contains(low.schemaName() + ": 2 products are short of stock")
        .doesNotContain(full.schemaName() + ": ");
  }

  private void addProducts(Shop shop, int stock) {
    JdbcClient.create(database.worker())
        .sql(
            """
            insert into "%s".product (sku, name, price, stock_quantity, minimum_stock)
            values ('A', 'Screen', 1, :stock, 5), ('B', 'Battery', 1, :stock, 5)
            """
                .formatted(shop.role()))
        .param("stock", stock)
        .update();
  }

  private JobEnded run(Shop shop) {
    Addresses addresses = new Addresses(database.schemaPrefix());
    RunJob order =
        new RunJob(
            UUID.randomUUID(),
            shop.id(),
            1,
            "low-stock-report",
            Map.of(),
            Instant.now().plusSeconds(600));
    rabbit.convertAndSend(addresses.commands(), order.type(), json.write(order));
    return await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> ended(addresses, order), ended -> ended != null);
  }

  private JobEnded ended(Addresses addresses, RunJob order) {
    for (Message message = rabbit.receive(addresses.jobEvents());
        message != null;
        message = rabbit.receive(addresses.jobEvents())) {
      String type = message.getMessageProperties().getType();
      String body = new String(message.getBody(), StandardCharsets.UTF_8);
      if (type.equals("job.ended")
          && json.read(body, JobEnded.class).runId().equals(order.runId())) {
        return json.read(body, JobEnded.class);
      }
    }
    return null;
  }
}
