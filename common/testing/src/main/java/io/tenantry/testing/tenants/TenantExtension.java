package io.tenantry.testing.tenants;

import io.tenantry.migrations.ScriptLocations;
import io.tenantry.testing.TestDatabase;
import io.tenantry.testing.WithInfrastructure;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Hands out what {@link TenantTest} promises, and takes it back when the test has ended. */
final class TenantExtension implements ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(TenantExtension.class);
  private static final Set<Class<?>> PARAMETERS =
      Set.of(TestTenant.class, TenantClient.class, TestDatabase.class);
  private static final String PORT = "local.server.port";

  /** So that a test's constructor gets the tenant that its method gets. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return PARAMETERS.contains(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (type == TestDatabase.class) {
      return supply(context).database();
    }
    TestTenant tenant = tenant(context, ordinal(parameter));
    return type == TestTenant.class ? tenant : TenantClient.on(tenant.domain(), port(context));
  }

  /** How many parameters of the same type are before it: the second one is another tenant's. */
  private static long ordinal(ParameterContext parameter) {
    return Arrays.stream(parameter.getDeclaringExecutable().getParameterTypes())
        .limit(parameter.getIndex())
        .filter(parameter.getParameter().getType()::equals)
        .count();
  }

  private static TestTenant tenant(ExtensionContext context, long ordinal) {
    TenantTest wanted = annotation(context);
    ExtensionContext owner = wanted.perClass() ? classOf(context) : context;
    if (!wanted.perClass() && context.getTestMethod().isEmpty()) {
      throw new ParameterResolutionException(
          "Each test has a tenant of its own; before all there is one with perClass = true only");
    }
    // By its own name, since a store also finds what is in those of the contexts around it.
    Store store = owner.getStore(NAMESPACE);
    return store
        .computeIfAbsent(
            owner.getUniqueId() + '#' + ordinal,
            _ -> supply(context).lease(wanted.type()),
            TenantSupply.Lease.class)
        .tenant();
  }

  private static TenantTest annotation(ExtensionContext context) {
    Optional<TenantTest> ofMethod =
        AnnotationSupport.findAnnotation(context.getTestMethod(), TenantTest.class);
    return ofMethod.orElseGet(
        () ->
            AnnotationSupport.findAnnotation(
                    context.getRequiredTestClass(),
                    TenantTest.class,
                    context.getEnclosingTestClasses())
                .orElseThrow());
  }

  /** The class around a test, also around one of several repetitions. */
  private static ExtensionContext classOf(ExtensionContext context) {
    ExtensionContext found = context;
    while (found.getTestMethod().isPresent()) {
      found = found.getParent().orElseThrow();
    }
    return found;
  }

  private static TenantSupply supply(ExtensionContext context) {
    return spring(context)
        .map(application -> supplyOf(application, context.getRoot().getStore(NAMESPACE)))
        .orElseGet(
            () ->
                context
                    .getRoot()
                    .getStore(NAMESPACE)
                    .computeIfAbsent(Plain.class, _ -> new Plain(), Plain.class)
                    .supply);
  }

  /** One for all tests of the same application. */
  private static TenantSupply supplyOf(ApplicationContext application, Store store) {
    TestDatabase database = application.getBean(TestDatabase.class);
    return store.computeIfAbsent(
        database,
        _ ->
            new TenantSupply(
                database,
                application
                    .getBeanProvider(ScriptLocations.class)
                    .getIfAvailable(ScriptLocations::defaults),
                application.getEnvironment().getProperty("tenantry.base-domain", "localhost")),
        TenantSupply.class);
  }

  private static int port(ExtensionContext context) {
    Integer port =
        spring(context)
            .map(application -> application.getEnvironment().getProperty(PORT, Integer.class))
            .orElse(null);
    if (port == null) {
      throw new ParameterResolutionException(
          "A TenantClient needs a running server, such as with @WithInfrastructure and"
              + " @SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)");
    }
    return port;
  }

  private static Optional<ApplicationContext> spring(ExtensionContext context) {
    return TestContextAnnotationUtils.hasAnnotation(
            context.getRequiredTestClass(), WithInfrastructure.class)
        ? Optional.of(SpringExtension.getApplicationContext(context))
        : Optional.empty();
  }

  /** The database of the tests that are not an application's. */
  private static final class Plain implements AutoCloseable {

    private final TestDatabase database = TestDatabase.withControlSchema();
    private final TenantSupply supply =
        new TenantSupply(database, ScriptLocations.defaults(), "localhost");

    @Override
    public void close() {
      supply.close();
      database.close();
    }
  }
}
