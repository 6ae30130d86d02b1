/** Takes safeguards away from services that run, to see whether the harness notices. */
@NullMarked
package io.tenantry.chaos.sabotage;

import org.jspecify.annotations.NullMarked;
