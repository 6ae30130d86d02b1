/** How lists are read page by page. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.paging;
