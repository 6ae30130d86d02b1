/** Tables for spreadsheets. */
@org.jspecify.annotations.NullMarked
package io.tenantry.techstore.csv;
