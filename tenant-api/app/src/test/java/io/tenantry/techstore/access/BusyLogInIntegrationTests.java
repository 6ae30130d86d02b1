package io.tenantry.techstore.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.techstore.Answer;
import io.tenantry.techstore.Owner;
import io.tenantry.techstore.Shop;
import io.tenantry.techstore.ShopTest;
import io.tenantry.techstore.Shops;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** One password at a time is compared here, and nobody waits for long. */
@ShopTest
@TestPropertySource(
    properties = {"techstore.users.concurrent-hashes=1", "techstore.users.hash-wait=1ms"})
class BusyLogInIntegrationTests {

  private static final String LOG_IN =
      "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(Owner.EMAIL, Owner.PASSWORD);

  @Autowired private Shops shops;

  @Test
  void turnsAwayMoreThanItCanCompareAndLocksNobody() throws Exception {
    Shop shop = shops.open("llena").withoutToken();
    List<Answer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> sent = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        sent.add(threads.submit(() -> shop.post("/api/login", LOG_IN)));
      }
      for (Future<Answer> answer : sent) {
        answers.add(answer.get());
      }
    }

    List<Answer> refused = answers.stream().filter(answer -> answer.status() != 200).toList();
    assertThat(refused).isNotEmpty().hasSizeLessThan(answers.size());
    for (Answer answer : refused) {
      assertThat(answer.expectProblem(503, "too-many-logins").header("Retry-After")).isEqualTo("5");
    }
    shop.post("/api/login", LOG_IN).expect(200);
  }
}
