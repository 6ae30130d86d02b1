package io.tenantry.tenancy.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.NoTenantException;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TestTenants;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantLinksUnitTests {

  private final TenantLinks links = new TenantLinks(new PublicUrl("https://{domain}"));
  private final Tenant tienda = TestTenants.named("tienda1");

  @Test
  void linksToTheCurrentTenant() {
    URI link = CurrentTenant.call(tienda, () -> links.to("/a%20b?c=d#e"));

    assertThat(link).hasToString("https://tienda1.localhost/a%20b?c=d#e");
  }

  @Test
  void linksToAnotherTenantThanTheCurrentOne() {
    assertThat(links.to(tienda, "/")).hasToString("https://tienda1.localhost/");
  }

  @Test
  void linksToNobodyWithoutATenant() {
    assertThatExceptionOfType(NoTenantException.class).isThrownBy(() -> links.to("/"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "products", ".evil.example/", "@evil.example/", ":8080/", "/a b"})
  void refusesWhatIsNoPath(String path) {
    assertThatIllegalArgumentException().isThrownBy(() -> links.to(tienda, path));
  }

  @Test
  void staysOnTheTenantsDomainWhateverThePath() {
    assertThat(links.to(tienda, "//evil.example/@x").getHost()).isEqualTo("tienda1.localhost");
  }
}
