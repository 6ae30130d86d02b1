package io.tenantry.chaos.sabotage;

import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is changed in which class. */
final class Patches {

  private static final ClassDesc CONFIRMED =
      ClassDesc.of("io.tenantry.messaging.relay.Outcome$Confirmed");
  private static final ClassDesc OUTBOX = ClassDesc.of("io.tenantry.messaging.outbox.Outbox");
  private static final ClassDesc JDBC =
      ClassDesc.of("org.springframework.jdbc.core.simple.JdbcClient");
  private static final ClassDesc STATEMENT =
      ClassDesc.of("org.springframework.jdbc.core.simple.JdbcClient$StatementSpec");
  private static final long BETWEEN_MILLIS = 2000;

  private Patches() {}

  /** Null where the class stays as it is. */
  static @Nullable ClassTransform of(String sabotage, String name) {
    return switch (sabotage + " " + name.substring(name.lastIndexOf('/') + 1)) {
      case "no-confirms ConfirmedPublisher" ->
          replaced(method -> method.methodName().equalsString("await"), Patches::confirmed);
      case "no-inbox Inbox" ->
          replaced(method -> method.methodName().equalsString("accept"), Patches::isTrue);
      case "split-transaction Outbox" ->
          ClassTransform.transformingMethodBodies(Patches::isAppend, committedFirst());
      default -> null;
    };
  }

  private static ClassTransform replaced(Predicate<MethodModel> which, Consumer<CodeBuilder> body) {
    MethodTransform replacing =
        (method, element) -> {
          if (element instanceof CodeModel) {
            method.withCode(body::accept);
          } else {
            method.with(element);
          }
        };
    return ClassTransform.transformingMethods(which, replacing);
  }

  private static void confirmed(CodeBuilder code) {
    code.new_(CONFIRMED)
        .dup()
        .invokespecial(CONFIRMED, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
        .areturn();
  }

  private static void isTrue(CodeBuilder code) {
    code.iconst_1().ireturn();
  }

  private static boolean isAppend(MethodModel method) {
    return method.methodName().equalsString("append")
        && method.methodType().stringValue().contains("TenantEvent;");
  }

  /** Once, before all else: a commit, a pause, and only then the event. */
  private static CodeTransform committedFirst() {
    return CodeTransform.ofStateful(
        () -> {
          boolean[] begun = {false};
          return (code, element) -> {
            if (!begun[0]) {
              begun[0] = true;
              commit(code);
            }
            code.with(element);
          };
        });
  }

  /** {@code jdbc.sql("COMMIT").update(); Thread.sleep(BETWEEN_MILLIS);}. */
  private static void commit(CodeBuilder code) {
    code.aload(0)
        .getfield(OUTBOX, "jdbc", JDBC)
        .loadConstant("COMMIT")
        .invokeinterface(JDBC, "sql", MethodTypeDesc.of(STATEMENT, ConstantDescs.CD_String))
        .invokeinterface(STATEMENT, "update", MethodTypeDesc.of(ConstantDescs.CD_int))
        .pop()
        .loadConstant(BETWEEN_MILLIS)
        .invokestatic(
            ClassDesc.of("java.lang.Thread"),
            "sleep",
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_long));
  }
}
