package io.tenantry.migrations.upgrade;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a history means, whichever schema it is of. */
sealed interface Verdict {

  /** Nothing is to be done. */
  record Current() implements Verdict {}

  /** Scripts are pending. */
  record Behind(@Nullable String from, List<PendingScript> scripts, int nextRank)
      implements Verdict {}

  /** It can't be migrated. */
  record Refused(String reason) implements Verdict {}
}
