package io.tenantry.worker.spares;

import io.tenantry.messaging.Backoff;
import io.tenantry.worker.database.DatabaseReady;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/**
 * When to look after the spares: every now and then, with pauses in between. At a fixed rate, which
 * has threads of its own: no other schedule waits for a build.
 */
@Component
class SpareSchedule {

  private static final Logger log = LoggerFactory.getLogger(SpareSchedule.class);

  private final SpareStock stock;
  private final SpareProperties settings;
  private final TaskScheduler scheduler;
  private final Clock clock;
  private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));
  private final ReentrantLock once = new ReentrantLock();
  private volatile boolean closing;
  private int troubles;
  private Instant notBefore = Instant.MIN;

  SpareSchedule(SpareStock stock, SpareProperties settings, TaskScheduler scheduler, Clock clock) {
    this.stock = stock;
    this.settings = settings;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  @EventListener
  void on(DatabaseReady ready) {
    scheduler.scheduleAtFixedRate(
        this::round, clock.instant().plus(settings.lookEvery()), settings.lookEvery());
  }

  @EventListener
  void on(ContextClosedEvent closed) {
    closing = true;
  }

  private void round() {
    if (!once.tryLock()) {
      return;
    }
    try {
      if (clock.instant().isBefore(notBefore)) {
        return;
      }
      stock.look();
      while (!closing && stock.step()) {
        Thread.sleep(settings.pause());
      }
      troubles = 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      notBefore = clock.instant().plus(backoff.after(++troubles));
      log.warn("No spares until {}: {}", notBefore, e.getMessage());
    } finally {
      once.unlock();
    }
  }
}
