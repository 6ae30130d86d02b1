/** The clients: what they ask for, and how they tell the model of the answers. */
@NullMarked
package io.tenantry.chaos.drive;

import org.jspecify.annotations.NullMarked;
