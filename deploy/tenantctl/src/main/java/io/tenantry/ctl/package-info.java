/** The command line of the installation; it speaks the REST API only. */
@org.jspecify.annotations.NullMarked
package io.tenantry.ctl;
