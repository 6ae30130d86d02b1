/** The languages in which people are answered. */
@org.jspecify.annotations.NullMarked
package io.tenantry.techstore.languages;
