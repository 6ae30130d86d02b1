/** Lists, a page at a time. */
@org.jspecify.annotations.NullMarked
package io.tenantry.techstore.paging;
