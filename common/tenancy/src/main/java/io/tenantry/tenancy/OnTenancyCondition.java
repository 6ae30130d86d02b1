package io.tenantry.tenancy;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Reads the setting as it is bound everywhere else, so that what is no boolean stops the start. */
final class OnTenancyCondition extends SpringBootCondition {

  @Override
  public ConditionOutcome getMatchOutcome(
      ConditionContext context, AnnotatedTypeMetadata metadata) {
    boolean enabled =
        Binder.get(context.getEnvironment())
            .bindOrCreate("tenantry", TenancyProperties.class)
            .enabled();
    boolean wanted = metadata.getAnnotations().get(ConditionalOnTenancy.class).getBoolean("value");
    return new ConditionOutcome(
        enabled == wanted,
        ConditionMessage.forCondition(ConditionalOnTenancy.class)
            .because("tenantry.enabled is " + enabled));
  }
}
