package io.tenantry.tenancy.caching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.NoTenantException;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TestTenants;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class TenantCacheTests {

  private static final Tenant ONE = TestTenants.named("one");
  private static final Tenant TWO = TestTenants.named("two");

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(CachingAutoConfiguration.class))
          .withUserConfiguration(Application.class)
          .withPropertyValues("tenantry.caches.shared=currencies");

  private static String in(Tenant tenant, Prices prices) {
    return CurrentTenant.<String, RuntimeException>call(tenant, () -> prices.of("phone"));
  }

  @Test
  void remembersForEachTenantApartWhateverTheKeyIs() {
    runner.run(
        context -> {
          Prices prices = context.getBean(Prices.class);
          assertThat(in(ONE, prices)).isEqualTo("phone of one, 1");
          assertThat(in(TWO, prices)).isEqualTo("phone of two, 2");
          assertThat(in(ONE, prices)).isEqualTo("phone of one, 1");

          CurrentTenant.run(TWO, () -> prices.forget("phone"));

          assertThat(in(ONE, prices)).isEqualTo("phone of one, 1");
          assertThat(in(TWO, prices)).isEqualTo("phone of two, 3");
        });
  }

  @Test
  void remembersForThePublicApartToo() {
    runner.run(
        context -> {
          Cache cache = cache(context.getBean(CacheManager.class), "prices");
          CurrentTenant.runInPublic(() -> cache.put("key", "everybody's"));
          CurrentTenant.run(ONE, () -> assertThat(cache.get("key")).isNull());
          CurrentTenant.runInPublic(
              () -> assertThat(cache.get("key", String.class)).isEqualTo("everybody's"));
        });
  }

  @Test
  void remembersNothingForNobody() {
    runner.run(
        context -> {
          Cache cache = cache(context.getBean(CacheManager.class), "prices");
          assertThatExceptionOfType(NoTenantException.class).isThrownBy(() -> cache.get("key"));
          assertThatExceptionOfType(NoTenantException.class)
              .isThrownBy(() -> cache.put("key", "value"));
        });
  }

  @Test
  void sharesWhatIsSaidToBeShared() {
    runner.run(
        context -> {
          Cache currencies = cache(context.getBean(CacheManager.class), "currencies");
          currencies.put("EUR", "euro");
          CurrentTenant.run(
              ONE, () -> assertThat(currencies.get("EUR", String.class)).isEqualTo("euro"));
        });
  }

  private static Cache cache(CacheManager caches, String name) {
    return Objects.requireNonNull(caches.getCache(name));
  }

  @Configuration(proxyBeanMethods = false)
  @EnableCaching
  static class Application {

    @Bean
    CacheManager cacheManager() {
      return new ConcurrentMapCacheManager();
    }

    @Bean
    Prices prices() {
      return new Prices();
    }
  }

  static class Prices {

    private int asked;

    @Cacheable(cacheNames = "prices", key = "#what")
    public String of(String what) {
      asked++;
      return what + " of " + CurrentTenant.get().role() + ", " + asked;
    }

    @CacheEvict(cacheNames = "prices", key = "#what")
    public void forget(String what) {
      // The annotation does it.
    }
  }
}
