/** Rules about text that is let in. */
@org.jspecify.annotations.NullMarked
package io.tenantry.techstore.input;
