/** What must be true, by the answers that clients saw; knows nothing of processes. */
@NullMarked
package io.tenantry.chaos.model;

import org.jspecify.annotations.NullMarked;
