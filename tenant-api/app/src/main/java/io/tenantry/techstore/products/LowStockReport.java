package io.tenantry.techstore.products;

import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.jobs.JobRun;
import io.tenantry.tenancy.jobs.JobSchedule;
import io.tenantry.tenancy.jobs.TenantJob;
import java.time.ZoneId;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells each morning how many of a shop's products are down to their minimum stock or below it. */
@Component
class LowStockReport implements TenantJob {

  private static final Logger log = LoggerFactory.getLogger(LowStockReport.class);

  private final JdbcClient jdbc;

  LowStockReport(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String name() {
    return "low-stock-report";
  }

  @Override
  public Optional<JobSchedule> schedule() {
    return Optional.of(JobSchedule.cron("0 0 6 * * *", ZoneId.of("UTC")));
  }

  @Override
  public void run(JobRun run) {
    long low =
        jdbc.sql("select count(*) from product where active and stock_quantity <= minimum_stock")
            .query(Long.class)
            .single();
    if (low > 0) {
      log.info("{}: {} products are short of stock", CurrentTenant.get().schemaName(), low);
    }
  }
}
