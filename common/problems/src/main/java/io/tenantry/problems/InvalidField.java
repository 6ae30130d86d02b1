package io.tenantry.problems;

/**
 * One member of the request that is refused.
 *
 * @param field its path, such as {@code contact.email} or {@code lines[2].price}
 * @param detail what is wrong with it
 */
public record InvalidField(String field, String detail) {}
