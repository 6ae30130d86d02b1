package io.tenantry.migrations.javatype;

import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/** A kind of migration that can't be replayed. */
public class V1__In_java extends BaseJavaMigration {

  @Override
  public void migrate(Context context) {}
}
