package io.tenantry.tenancy.propagation;

import io.tenantry.tenancy.ConditionalOnTenancy;
import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.routing.TenantDirectory;
import org.aopalliance.aop.Advice;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.rabbit.config.AbstractRabbitListenerContainerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.amqp.autoconfigure.RabbitTemplateCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.core.task.TaskDecorator;
import org.springframework.util.ObjectUtils;

/** Asynchronous methods, executors, schedulers, annotations and messages keep the tenant. */
@AutoConfiguration
@ConditionalOnTenancy
class PropagationAutoConfiguration {

  /** For Boot's executors, hence {@code @Async} and asynchronous listeners, and its schedulers. */
  @Bean
  TaskDecorator tenantTaskDecorator() {
    return CurrentTenant::carry;
  }

  @Bean
  @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
  static ScopeAdvisor tenantScopeAdvisor() {
    return new ScopeAdvisor();
  }

  @Bean
  static TenantHeader tenantHeader(ObjectProvider<TenantDirectory> tenants) {
    return new TenantHeader(tenants::getObject);
  }

  @Bean
  static RabbitTemplateCustomizer templateThatWritesTheTenant(TenantHeader header) {
    return template -> template.addBeforePublishPostProcessors(header);
  }

  /** Before all other advice, retries among them: each try is in the tenant. */
  @Bean
  static BeanPostProcessor listenersThatReadTheTenant(ObjectProvider<TenantHeader> header) {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof AbstractRabbitListenerContainerFactory<?> factory) {
          @Nullable Advice[] others = factory.getAdviceChain();
          factory.setAdviceChain(
              ObjectUtils.addObjectToArray(
                  others == null ? new Advice[0] : others, header.getObject(), 0));
        }
        return bean;
      }
    };
  }
}
