/** The people who run the installation: their accounts, and links that log them in once. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.operators;
