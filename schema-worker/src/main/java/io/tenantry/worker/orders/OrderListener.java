package io.tenantry.worker.orders;

import io.tenantry.events.CloneTenant;
import io.tenantry.events.DropTenant;
import io.tenantry.events.MigrateTenants;
import io.tenantry.events.ProvisionTenant;
import io.tenantry.events.RenameTenant;
import io.tenantry.events.TenantCreated;
import io.tenantry.events.UnreadableMessageException;
import io.tenantry.messaging.inbound.DeadLetters;
import io.tenantry.messaging.inbound.Inbound;
import io.tenantry.messaging.inbound.InboundReader;
import io.tenantry.registry.TenantId;
import io.tenantry.tracing.MessageTraces;
import io.tenantry.worker.cloning.TenantClone;
import io.tenantry.worker.deletion.TenantDrop;
import io.tenantry.worker.migrating.MigrationSlot;
import io.tenantry.worker.provisioning.Provisioner;
import io.tenantry.worker.renaming.TenantRename;
import io.tenantry.worker.spares.SpareClaim;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageListener;
import org.springframework.stereotype.Component;

/**
 * Takes work orders. It acknowledges each, done or not: what is to be tried again stands in the
 * registry and is sent again from there, and a message put back would come at once and for ever.
 */
@Component
class OrderListener implements MessageListener {

  private static final Logger log = LoggerFactory.getLogger(OrderListener.class);

  private final InboundReader reader;
  private final DeadLetters deadLetters;
  private final SpareClaim spares;
  private final Provisioner provisioner;
  private final TenantClone clone;
  private final TenantRename rename;
  private final TenantDrop drop;
  private final MigrationSlot migrations;
  private final MessageTraces traces;

  OrderListener(
      InboundReader reader,
      DeadLetters deadLetters,
      SpareClaim spares,
      Provisioner provisioner,
      TenantClone clone,
      TenantRename rename,
      TenantDrop drop,
      MigrationSlot migrations,
      MessageTraces traces) {
    this.reader = reader;
    this.deadLetters = deadLetters;
    this.spares = spares;
    this.provisioner = provisioner;
    this.clone = clone;
    this.rename = rename;
    this.drop = drop;
    this.migrations = migrations;
    this.traces = traces;
  }

  @Override
  public void onMessage(Message message) {
    Runnable work;
    try {
      work = work(reader.read(message));
    } catch (UnreadableMessageException e) {
      deadLetters.put(message, String.valueOf(e.getMessage()));
      return;
    }
    try {
      var properties = message.getMessageProperties();
      traces.receiving(String.valueOf(properties.getType()), properties.getHeaders(), work);
    } catch (RuntimeException e) {
      log.warn(
          "{} {} is left to the sweeper: no outcome could be recorded",
          message.getMessageProperties().getType(),
          message.getMessageProperties().getMessageId(),
          e);
    }
  }

  private Runnable work(Inbound inbound) {
    return switch (inbound.message()) {
      case TenantCreated created ->
          () -> provision(created.tenantId(), spares.mayHave(created.tenantType()), inbound);
      case ProvisionTenant order -> () -> provision(order.tenantId(), true, inbound);
      case CloneTenant order -> () -> clone.make(new TenantId(order.tenantId()), inbound.id());
      case RenameTenant order -> () -> rename.rename(new TenantId(order.tenantId()));
      case DropTenant order -> () -> drop.drop(new TenantId(order.tenantId()));
      case MigrateTenants order -> () -> migrations.work(order.runId());
      default ->
          throw new UnreadableMessageException(
              inbound.message().type() + " is no work order", null);
    };
  }

  private void provision(UUID tenant, boolean mayHaveSpare, Inbound inbound) {
    TenantId id = new TenantId(tenant);
    if (!mayHaveSpare || !spares.claim(id, inbound.id())) {
      provisioner.provision(id, inbound.id());
    }
  }
}
