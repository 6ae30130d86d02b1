/** TechStore: what a repair shop works with, on its own domain. */
@org.jspecify.annotations.NullMarked
package io.tenantry.techstore;
