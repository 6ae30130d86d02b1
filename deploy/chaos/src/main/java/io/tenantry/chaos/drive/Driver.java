package io.tenantry.chaos.drive;

import static io.tenantry.registry.TenantStatus.DELETING;
import static io.tenantry.registry.TenantStatus.FAILED;
import static io.tenantry.registry.TenantStatus.PENDING;
import static io.tenantry.registry.TenantStatus.SUSPENDED;

import io.tenantry.chaos.model.Change;
import io.tenantry.chaos.model.Model;
import io.tenantry.chaos.model.SignUp;
import io.tenantry.chaos.model.TenantModel;
import io.tenantry.chaos.model.TenantModel.Presence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Clients that do a steady mix of things until they are told to stop. */
public final class Driver implements AutoCloseable {

  private static final int CLIENTS = 4;
  private static final int MOST_TENANTS = 40;
  private static final Duration PAUSE = Duration.ofMillis(80);

  private final Model model;
  private final Api api;
  private final Visitor visitor;
  private final long seed;
  private final AtomicInteger names = new AtomicInteger();
  private final List<Thread> clients = new ArrayList<>();
  private volatile boolean going = true;

  public Driver(Model model, Api api, Visitor visitor, long seed) {
    this.model = model;
    this.api = api;
    this.visitor = visitor;
    this.seed = seed;
  }

  public void start() {
    for (int i = 0; i < CLIENTS; i++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 31 + i);
      clients.add(Thread.ofPlatform().name("client-" + i).start(() -> loop(random)));
    }
  }

  private void loop(RandomGenerator random) {
    while (going) {
      act(random);
      try {
        Thread.sleep(random.nextLong(2 * PAUSE.toMillis()));
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void act(RandomGenerator random) {
    int dice = random.nextInt(100);
    List<TenantModel> alive = alive();
    if (dice < 8 && alive.size() < MOST_TENANTS || alive.isEmpty()) {
      api.signUp(signUp(random));
    } else if (dice < 12) {
      repeatOne();
    } else if (dice < 40) {
      change(alive.get(random.nextInt(alive.size())), random);
    } else if (dice < 41) {
      api.migrate();
    } else if (dice < 45) {
      look(alive.get(random.nextInt(alive.size())));
    } else if (dice < 75) {
      visitor.visit(alive.get(random.nextInt(alive.size())), random);
    } else {
      visitor.trade(alive.get(random.nextInt(Math.min(12, alive.size()))), random);
    }
  }

  private List<TenantModel> alive() {
    return model.tenants().stream().filter(tenant -> !tenant.isOver()).toList();
  }

  private SignUp signUp(RandomGenerator random) {
    int number = names.incrementAndGet();
    return new SignUp(UUID.randomUUID(), "Chaos " + number, "c" + number, random.nextInt(4) == 0);
  }

  /** Asks again for a sign-up that was not answered; false if there is none. */
  public boolean repeatOne() {
    return model.nextUnanswered().map(api::signUp).isPresent();
  }

  /** Not while it is changed: an answer from before would be taken for one from after. */
  private void look(TenantModel tenant) {
    if (!tenant.take()) {
      return;
    }
    try {
      api.look(tenant);
    } finally {
      tenant.release();
    }
  }

  private void change(TenantModel tenant, RandomGenerator random) {
    if (!tenant.take()) {
      return;
    }
    try {
      if (tenant.mayBe(FAILED) || tenant.mayBe(DELETING)) {
        api.look(tenant);
      }
      Change change = choose(tenant, random);
      switch (change) {
        case SUSPEND, RESUME, RETRY, DELETE, RESTORE -> api.change(tenant, change, null);
        case RENAME -> api.change(tenant, change, "r" + names.incrementAndGet());
        case CALL_IT -> api.change(tenant, change, "Called " + names.incrementAndGet());
        case ADD_DOMAIN -> api.change(tenant, change, "d" + names.incrementAndGet() + ".example");
        case REMOVE_DOMAIN -> removeDomain(tenant);
      }
    } finally {
      tenant.release();
    }
  }

  /** Mostly what its status allows. */
  private static Change choose(TenantModel tenant, RandomGenerator random) {
    if (random.nextInt(3) > 0) {
      if (tenant.mayBe(SUSPENDED) && !tenant.isServed()) {
        return Change.RESUME;
      }
      if (tenant.mayBe(DELETING)) {
        return Change.RESTORE;
      }
      if (tenant.mayBe(FAILED) && !tenant.mayBe(PENDING)) {
        return Change.RETRY;
      }
    }
    Change[] all = Change.values();
    return all[random.nextInt(all.length)];
  }

  private void removeDomain(TenantModel tenant) {
    tenant.domains().entrySet().stream()
        .filter(domain -> domain.getValue() == Presence.YES)
        .map(Map.Entry::getKey)
        .findFirst()
        .ifPresent(domain -> api.change(tenant, Change.REMOVE_DOMAIN, domain));
  }

  @Override
  public void close() {
    going = false;
    for (Thread client : clients) {
      try {
        client.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
