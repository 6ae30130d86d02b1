package io.tenantry.techstore;

import io.tenantry.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

  @Test
  void keepsTheBoundaries() {
    ArchitectureRules.check(
        "io.tenantry.techstore",
        "io.tenantry.techstore.access.RefreshTokens",
        "io.tenantry.techstore.access.SigningKeyStore",
        "io.tenantry.techstore.benches.Benches",
        "io.tenantry.techstore.customers.Customers",
        "io.tenantry.techstore.devices.Devices",
        "io.tenantry.techstore.paging.PagedSelect",
        "io.tenantry.techstore.products.ProductSearch",
        "io.tenantry.techstore.products.StockMovements",
        "io.tenantry.techstore.products.ForeignKeys",
        "io.tenantry.techstore.reference.DeviceCatalogue",
        "io.tenantry.techstore.repairs.OrderStatuses",
        "io.tenantry.techstore.repairs.PartRows",
        "io.tenantry.techstore.repairs.RepairLabour",
        "io.tenantry.techstore.repairs.RepairNotes",
        "io.tenantry.techstore.repairs.RepairOrders",
        "io.tenantry.techstore.repairs.StateChanges",
        "io.tenantry.techstore.users.Invitations",
        "io.tenantry.techstore.users.Users");
  }
}
