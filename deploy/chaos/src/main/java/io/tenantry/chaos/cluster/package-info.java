/** The product and its servers as processes that can be struck, and the links between them. */
@NullMarked
package io.tenantry.chaos.cluster;

import org.jspecify.annotations.NullMarked;
