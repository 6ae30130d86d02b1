package io.tenantry.provisioning.domains;

import io.tenantry.provisioning.AbstractApiTests;
import io.tenantry.provisioning.Api;
import io.tenantry.provisioning.Api.Answer;
import io.tenantry.registry.TenantStatus;
import io.tenantry.testing.DnsServer;
import io.tenantry.testing.DnsZone;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service with a DNS server and a clock in the test's hands; nothing is checked by itself. */
@TestPropertySource(
    properties = {
      "tenantry.domains.max-per-tenant=4",
      "tenantry.domains.http.allowed-networks=127.0.0.1/32",
      "tenantry.domains.checks.poll=10m",
      "tenantry.domains.checks.last-retry=6h"
    })
@Import(AbstractDomainTests.Time.class)
public abstract class AbstractDomainTests extends AbstractApiTests {

  protected static final DnsServer DNS = DnsServer.start();
  protected static final WebServer WEB = new WebServer();

  @Autowired protected SettableClock clock;

  @DynamicPropertySource
  static void servers(DynamicPropertyRegistry settings) {
    settings.add("tenantry.domains.dns-server", DNS::address);
    settings.add("tenantry.domains.http.port", WEB::port);
  }

  protected static DnsZone zone() {
    return DNS.zone();
  }

  protected UUID shop() {
    return tenant(TenantStatus.ACTIVE);
  }

  protected static String newDomain() {
    return unique("d") + ".example";
  }

  protected static String path(UUID tenant, String... more) {
    return Api.TENANTS + "/" + tenant + "/domains" + String.join("", more);
  }

  protected Answer add(UUID tenant, String domain, String... headers) {
    return api().send("POST", path(tenant), "{\"domain\": \"" + domain + "\"}", headers);
  }

  protected Answer show(UUID tenant, String domain) {
    return api().get(path(tenant, "/", domain));
  }

  protected Answer verify(UUID tenant, String domain) {
    return api().send("POST", path(tenant, "/", domain, "/verify"), null);
  }

  protected Answer makePrimary(UUID tenant, String domain) {
    return api().send("POST", path(tenant, "/", domain, "/primary"), null);
  }

  protected Answer remove(UUID tenant, String domain) {
    return api().send("DELETE", path(tenant, "/", domain), null);
  }

  /** Publishes the record that the tenant was asked for. */
  protected void publish(UUID tenant, String domain) {
    JsonNode dns = show(tenant, domain).json().path("verification").path("dns");
    zone().txt(dns.path("name").asString(), dns.path("value").asString());
  }

  /** Makes a domain of the tenant's verified without looking. */
  protected void trust(UUID tenant, String domain) {
    database
        .admin()
        .sql(
            """
            UPDATE control.domain SET status = 'VERIFIED', verified_at = now(), verified_by = 'DNS'
            WHERE tenant_id = :tenant AND name = :name
            """)
        .param("tenant", tenant)
        .param("name", domain)
        .update();
  }

  /** An event of the tenant's as it was sent. */
  protected record Event(long sequence, String type, String data) {

    public String text(String member) {
      return JsonMapper.shared().readTree(data).path(member).asString();
    }
  }

  /** The tenant's events about domains, which must go on where the others end. */
  protected List<Event> domainEvents(UUID tenant) {
    return database
        .admin()
        .sql(
            """
            SELECT sequence, type, data FROM control.tenant_event
            WHERE tenant_id = :tenant AND type LIKE '%domain%' ORDER BY sequence
            """)
        .param("tenant", tenant)
        .query(Event.class)
        .list();
  }

  protected long sequence(UUID tenant) {
    return database
        .admin()
        .sql("SELECT sequence FROM control.tenant WHERE id = :tenant")
        .param("tenant", tenant)
        .query(Long.class)
        .single();
  }

  /** What was written to the audit log about the tenant's domains, as {@code actor action}. */
  protected List<String> audit(UUID tenant) {
    return database
        .admin()
        .sql(
            """
            SELECT actor || ' ' || action FROM control.audit
            WHERE tenant_id = :tenant AND action NOT IN ('tenant.create', 'tenant.activate')
            ORDER BY id
            """)
        .param("tenant", tenant)
        .query(String.class)
        .list();
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class Time {

    @Bean
    SettableClock clock() {
      return new SettableClock();
    }
  }
}
