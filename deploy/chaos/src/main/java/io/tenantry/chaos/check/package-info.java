/** What is true in the end, read from database, broker and APIs. */
@NullMarked
package io.tenantry.chaos.check;

import org.jspecify.annotations.NullMarked;
