package io.tenantry.tenancy.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.NoTenantException;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.connection.OtherTenantException;
import io.tenantry.tenancy.routing.RouteKey;
import io.tenantry.tenancy.routing.Routes;
import io.tenantry.testing.WithInfrastructure;
import io.tenantry.testing.tenants.TenantTest;
import io.tenantry.testing.tenants.TestTenant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Hibernate knows nothing of tenants: its statements go through the same data source. */
@SpringBootTest(
    classes = HibernateIntegrationTests.Application.class,
    properties = {
      "spring.autoconfigure.exclude=",
      "spring.jpa.open-in-view=false",
      "spring.jpa.database-platform=org.hibernate.dialect.PostgreSQLDialect",
      "spring.jpa.properties.hibernate.boot.allow_jdbc_metadata_access=false",
      "spring.datasource.username=${TENANTRY_DB_APP_USER}",
      "spring.datasource.password=${TENANTRY_DB_APP_PASSWORD}",
      "spring.datasource.hikari.maximum-pool-size=1",
      "tenantry.messaging.prefix=${TENANTRY_MESSAGING_PREFIX}"
    })
@WithInfrastructure
@TenantTest
class HibernateIntegrationTests {

  @Autowired private Books books;
  @Autowired private Routes routes;
  private TransactionTemplate transaction;
  private Tenant one;
  private Tenant two;

  @EnableAutoConfiguration
  static class Application {}

  @BeforeEach
  void openShops(
      TestTenant first, TestTenant second, @Autowired PlatformTransactionManager transactions) {
    one = routes.find(new RouteKey.OfDomain(first.domain())).orElseThrow().tenant();
    two = routes.find(new RouteKey.OfDomain(second.domain())).orElseThrow().tenant();
    transaction = new TransactionTemplate(transactions);
    CurrentTenant.run(one, () -> books.save(new Book("Emma", "Volume I", "Volume II")));
    CurrentTenant.run(two, () -> books.save(new Book("Ulysses", "Telemachus")));
  }

  private static <T> T in(Tenant tenant, Supplier<T> work) {
    return CurrentTenant.call(tenant, work::get);
  }

  /** The first rows of two schemas have the same id. */
  @Test
  void findsForTheSameIdEachTenantsOwnRow() {
    for (int round = 0; round < 8; round++) {
      assertThat(in(one, () -> books.findById(1L).orElseThrow().title())).isEqualTo("Emma");
      assertThat(in(two, () -> books.findById(1L).orElseThrow().title())).isEqualTo("Ulysses");
      assertThat(in(one, books::titles)).containsExactly("Emma");
      assertThat(in(two, books::titles)).containsExactly("Ulysses");
    }
  }

  @Test
  void loadsLaterWhatBelongsToTheSameTenant() {
    assertThat(in(one, () -> chaptersOf("Emma"))).containsExactly("Volume I", "Volume II");
    assertThat(in(two, () -> chaptersOf("Ulysses"))).containsExactly("Telemachus");
    String title =
        in(two, () -> transaction.execute(_ -> books.chapter("Telemachus").book().title()));
    assertThat(title).isEqualTo("Ulysses");
  }

  private List<String> chaptersOf(String title) {
    return transaction.execute(_ -> books.findByTitle(title).chapterTitles());
  }

  @Test
  void writesWhatChangedToTheTenantItCameFrom() {
    CurrentTenant.run(
        two,
        () ->
            transaction.executeWithoutResult(
                _ -> books.findByTitle("Ulysses").rename("Dubliners")));

    assertThat(in(two, books::titles)).containsExactly("Dubliners");
    assertThat(in(one, books::titles)).containsExactly("Emma");
  }

  @Test
  void leavesNothingAfterARollback() {
    CurrentTenant.run(
        one,
        () ->
            transaction.executeWithoutResult(
                status -> {
                  books.saveAndFlush(new Book("Persuasion"));
                  assertThat(books.titles()).containsExactly("Emma", "Persuasion");
                  status.setRollbackOnly();
                }));

    assertThat(in(one, books::titles)).containsExactly("Emma");
    assertThat(in(two, books::titles)).containsExactly("Ulysses");
  }

  @Test
  void goesOnWithTheNextTenantAfterAnError() {
    assertThatExceptionOfType(DataIntegrityViolationException.class)
        .isThrownBy(() -> in(one, () -> books.save(new Book("Emma"))));

    assertThat(in(two, () -> books.save(new Book("Emma")).id())).isNotNull();
    assertThat(in(two, books::titles)).containsExactly("Emma", "Ulysses");
    assertThat(in(one, books::titles)).containsExactly("Emma");
  }

  @Test
  void refusesToLoadInAnotherTenant() {
    CurrentTenant.run(
        one,
        () ->
            transaction.executeWithoutResult(
                _ -> {
                  Book emma = books.findByTitle("Emma");
                  assertThatThrownBy(() -> in(two, emma::chapterTitles))
                      .hasStackTraceContaining(OtherTenantException.class.getName());
                }));
  }

  @Test
  void refusesToWorkForNobody() {
    assertThatThrownBy(books::titles).hasStackTraceContaining(NoTenantException.class.getName());
  }
}
