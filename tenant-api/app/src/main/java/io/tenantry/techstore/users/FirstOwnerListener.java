package io.tenantry.techstore.users;

import io.tenantry.events.MessageJson;
import io.tenantry.events.TenantActivated;
import io.tenantry.events.UnreadableMessageException;
import io.tenantry.tenancy.ConditionalOnTenancy;
import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.routing.TenantDirectory;
import io.tenantry.tracing.MessageTraces;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageListener;
import org.springframework.stereotype.Component;

/**
 * Invites whoever signed a shop up, once the shop is there; or whoever becomes its contact, while
 * it has no owner.
 */
@Component
@ConditionalOnTenancy
class FirstOwnerListener implements MessageListener {

  private static final Logger LOG = LoggerFactory.getLogger(FirstOwnerListener.class);
  private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+");
  private static final int LONGEST_ADDRESS = 254;
  private static final int LONGEST_NAME = 100;

  /** What the events have in common that tell of a contact. */
  private record Told(UUID tenantId, TenantActivated.@Nullable Contact contact) {}

  private final TenantDirectory tenants;
  private final InvitationDesk desk;
  private final MessageTraces traces;
  private final MessageJson json = new MessageJson();

  FirstOwnerListener(TenantDirectory tenants, InvitationDesk desk, MessageTraces traces) {
    this.tenants = tenants;
    this.desk = desk;
    this.traces = traces;
  }

  /** What can't be read will never be; what fails otherwise comes again. */
  @Override
  public void onMessage(Message message) {
    try {
      UUID id = id(message.getMessageProperties().getMessageId());
      Told event = json.read(new String(message.getBody(), StandardCharsets.UTF_8), Told.class);
      if (event.tenantId() == null) {
        throw new UnreadableMessageException("it names no tenant", null);
      }
      var properties = message.getMessageProperties();
      traces.receiving(
          String.valueOf(properties.getType()), properties.getHeaders(), () -> invite(id, event));
    } catch (UnreadableMessageException e) {
      LOG.error("An event can't be read, so nobody is invited for it: {}", e.getMessage());
    }
  }

  private void invite(UUID message, Told event) {
    Optional<Invitee> invitee = invitee(event.contact());
    Optional<Tenant> tenant = invitee.isEmpty() ? Optional.empty() : tenants.find(event.tenantId());
    if (tenant.isEmpty()) {
      LOG.info("Tenant {} is gone, or is told to have no contact to invite", event.tenantId());
      return;
    }
    boolean invited =
        CurrentTenant.call(
            tenant.get(), () -> desk.inviteFirstOwner(message, invitee.orElseThrow()));
    if (invited) {
      LOG.info("{}: the first owner is invited", tenant.get().schemaName());
    }
  }

  private static Optional<Invitee> invitee(TenantActivated.@Nullable Contact contact) {
    if (contact == null || contact.email() == null) {
      return Optional.empty();
    }
    String email = contact.email().strip();
    if (email.length() > LONGEST_ADDRESS || !ADDRESS.matcher(email).matches()) {
      return Optional.empty();
    }
    return Optional.of(new Invitee(email, name(contact.name()), Role.OWNER));
  }

  private static @Nullable String name(@Nullable String name) {
    if (name == null || name.isBlank()) {
      return null;
    }
    String stripped = name.strip();
    return stripped.substring(0, Math.min(LONGEST_NAME, stripped.length()));
  }

  private static UUID id(@Nullable String text) {
    try {
      return UUID.fromString(String.valueOf(text));
    } catch (IllegalArgumentException e) {
      throw new UnreadableMessageException("the message id is no UUID: " + text, e);
    }
  }
}
