package io.tenantry.tenancy.propagation;

import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.routing.TenantDirectory;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.AmqpRejectAndDontRequeueException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessagePostProcessor;

/**
 * The id of the tenant that a message is for, in a header of its own: written by templates, read by
 * listeners. A message without it is handled without a tenant.
 */
final class TenantHeader implements MessagePostProcessor, MethodInterceptor {

  static final String NAME = "tenantry-tenant";

  private final Supplier<TenantDirectory> tenants;

  TenantHeader(Supplier<TenantDirectory> tenants) {
    this.tenants = tenants;
  }

  @Override
  public Message postProcessMessage(Message message) {
    CurrentTenant.find()
        .ifPresent(
            tenant -> message.getMessageProperties().setHeader(NAME, tenant.id().toString()));
    return message;
  }

  /** Around a container's listener, whose second argument is the message or a batch of them. */
  @Override
  public @Nullable Object invoke(MethodInvocation call) throws Throwable {
    Object delivered = call.getArguments()[1];
    List<?> messages = delivered instanceof List<?> batch ? batch : List.of(delivered);
    Set<String> ids = new HashSet<>();
    for (Object message : messages) {
      Object id = ((Message) message).getMessageProperties().getHeader(NAME);
      ids.add(id == null ? "" : id.toString());
    }
    if (ids.size() > 1) {
      throw new AmqpRejectAndDontRequeueException(
          "A batch of messages of several tenants can't be handled in one of them");
    }
    String id = ids.iterator().next();
    return id.isEmpty()
        ? call.proceed()
        : CurrentTenant.<@Nullable Object, Throwable>call(tenant(id), call::proceed);
  }

  private Tenant tenant(String id) {
    try {
      return tenants
          .get()
          .served(UUID.fromString(id))
          .orElseThrow(() -> new AmqpRejectAndDontRequeueException("No tenant is served as " + id));
    } catch (IllegalArgumentException e) {
      throw new AmqpRejectAndDontRequeueException("The header " + NAME + " is no id", e);
    }
  }
}
