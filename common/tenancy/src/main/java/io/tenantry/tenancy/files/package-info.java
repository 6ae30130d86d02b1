/** Files by tenant. */
@NullMarked
package io.tenantry.tenancy.files;

import org.jspecify.annotations.NullMarked;
