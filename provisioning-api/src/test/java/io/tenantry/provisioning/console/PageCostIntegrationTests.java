package io.tenantry.provisioning.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.provisioning.operators.Role;
import io.tenantry.registry.TenantStatus;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a page costs has a bound that does not depend on how many tenants there are. */
class PageCostIntegrationTests extends AbstractConsoleTests {

  /** Four of them are for who asks: the session, its attributes, that it is used, the account. */
  private static final int MOST = 16;

  @Test
  void pagesSendAsManyStatementsForManyTenantsAsForFew() {
    Browser browser = loggedIn(Role.ADMIN);
    UUID tenant = tenant(TenantStatus.ACTIVE);
    List<String> pages =
        List.of(
            "/console/tenants",
            "/console/tenants?text=nothing-like-that",
            "/console/tenants/" + tenant,
            "/console/runs",
            "/console/runs/new",
            "/console/trouble",
            "/console/trouble/dead-letters",
            "/console/trouble/findings",
            "/console/clients",
            "/console/plans",
            "/console/audit",
            "/console/operators",
            "/console/account");
    List<Integer> few = pages.stream().map(page -> statements(browser, page)).toList();

    database
        .admin()
        .sql(
            """
            INSERT INTO control.tenant (id, name, schema_name, role_name, type, plan, status,
              created_at, activated_at)
            SELECT gen_random_uuid(), 'Many ' || n, :prefix || n, :prefix || n, 'default', 'free',
                   'ACTIVE', now() - n * interval '1 second', now()
            FROM generate_series(1, 400) n
            """)
        .param("prefix", unique("many_") + "_")
        .update();

    List<Integer> many = pages.stream().map(page -> statements(browser, page)).toList();
    assertThat(many).isEqualTo(few);
    assertThat(many).allSatisfy(count -> assertThat(count).isPositive().isLessThanOrEqualTo(MOST));
  }

  @Test
  void theOverviewIsPutTogetherOnceForAllWhoLook() {
    Browser browser = loggedIn(Role.VIEWER);
    List<Integer> counts =
        await()
            .until(
                () -> List.of(statements(browser, "/console"), statements(browser, "/console")),
                pair -> pair.getFirst() > pair.getLast());
    assertThat(counts.getFirst()).isLessThanOrEqualTo(MOST);
  }

  @Test
  void troubleThatRenewsItselfIsLookedForOnceForAll() {
    Browser browser = loggedIn(Role.VIEWER);
    String page = "/console/trouble";
    List<Integer> counts =
        await()
            .until(
                () -> List.of(renewed(browser, page), renewed(browser, page)),
                pair -> pair.getFirst() > pair.getLast());
    assertThat(statements(browser, page)).isGreaterThan(counts.getLast());
  }

  private int renewed(Browser browser, String page) {
    return statements(browser, page, "HX-Request", "true");
  }

  private int statements(Browser browser, String page, String... headers) {
    String request = UUID.randomUUID().toString();
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of(StatementCounts.HEADER, request));
    HttpResponse<String> answer = browser.get(page, all.toArray(String[]::new));
    assertThat(answer.statusCode()).as(page).isEqualTo(200);
    return StatementCounts.of(request).size();
  }
}
