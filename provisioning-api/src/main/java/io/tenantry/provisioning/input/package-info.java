/** Rules about text that is let in, whichever request brings it. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.input;
