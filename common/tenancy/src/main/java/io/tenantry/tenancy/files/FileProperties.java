package io.tenantry.tenancy.files;

import io.tenantry.tenancy.Settings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where tenants' files are.
 *
 * @param root a folder that all instances see; there is no storage without it
 * @param largest how large one file may be
 */
@ConfigurationProperties("tenantry.files")
record FileProperties(@Nullable Path root, @DefaultValue("25MB") DataSize largest) {

  FileProperties {
    Settings.check("tenantry.files")
        .require("largest", largest.toBytes() > 0, "must be positive, not " + largest)
        .orThrow();
  }
}
