package io.tenantry.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DomainProofUnitTests {

  private static final String DOMAIN =
      """
      {"domain": "shop.example.com", "verifiedAt": %s, "verification": {
        "dns": {"name": "_tenantry.shop.example.com", "type": "TXT", "value": "tenantry-verification=abc"},
        "http": {"url": "http://shop.example.com/.well-known/tenantry-challenge/abc", "body": "abc"},
        "lastError": "No such record."}}
      """;

  private static String printed(String verifiedAt) {
    StringWriter out = new StringWriter();
    DomainsCommand.printProof(
        JsonMapper.shared().readTree(DOMAIN.formatted(verifiedAt)), new PrintWriter(out, true));
    return out.toString();
  }

  @Test
  void tellsBothWaysAndWhatTheLastCheckFound() {
    assertThat(printed("null").lines())
        .containsExactly(
            "PROVE IT BY      a TXT record for _tenantry.shop.example.com:"
                + " tenantry-verification=abc",
            "OR BY            the answer to"
                + " http://shop.example.com/.well-known/tenantry-challenge/abc: abc",
            "LAST CHECK       No such record.");
  }

  @Test
  void saysNothingOfWhatIsProved() {
    assertThat(printed("\"2026-11-30T07:00:25Z\"")).isEmpty();
  }
}
