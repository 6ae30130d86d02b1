package io.tenantry.techstore.reference.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.techstore.reference.Currencies;
import io.tenantry.techstore.reference.Currency;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Reference data")
class CurrencyController {

  private final Currencies currencies;

  CurrencyController(Currencies currencies) {
    this.currencies = currencies;
  }

  @GetMapping(path = "/api/currencies", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "Currencies that prices can be in")
  CurrencyList list() {
    return new CurrencyList(currencies.all());
  }

  record CurrencyList(List<Currency> items) {}
}
