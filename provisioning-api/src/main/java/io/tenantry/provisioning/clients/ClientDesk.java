package io.tenantry.provisioning.clients;

import io.tenantry.provisioning.clients.ClientRefusedException.Reason;
import io.tenantry.registry.Actor;
import io.tenantry.registry.Audit;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes, changes and revokes API clients. A client that asks is locked and looked at again in each
 * transaction: one that was revoked meanwhile gets nothing any more. An administrator of the
 * console asks without a client, and may give every scope.
 */
@Service
public class ClientDesk {

  /** Under these names Tenantry itself appears in the audit log. */
  private static final Set<String> RESERVED =
      Set.of(
          BootstrapClient.NAME,
          "tenantry",
          "system",
          "scheduler",
          "sweeper",
          "reconciler",
          "worker",
          "schema-worker",
          "provisioning-api",
          "tenant-api");

  private final RegisteredClients clients;
  private final Audit audit;
  private final SecureRandom random = new SecureRandom();

  ClientDesk(RegisteredClients clients, Audit audit) {
    this.clients = clients;
    this.audit = audit;
  }

  /**
   * Makes a client.
   *
   * @param scopes not more than the caller has
   * @param caller the client that asks; null for an administrator
   * @throws ClientRefusedException if it can't be
   */
  @Transactional
  public IssuedKey create(
      String name,
      Collection<Scope> scopes,
      @Nullable Integer requestsPerMinute,
      @Nullable UUID caller,
      Actor actor) {
    if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
      throw new ClientRefusedException(Reason.NAME_RESERVED, "is reserved");
    }
    List<String> texts = scopes.stream().sorted().map(Scope::text).distinct().toList();
    requireHeld(texts, asking(lock(caller), caller));
    ApiKey key = ApiKey.random(random);
    RegisteredClient client =
        clients
            .insert(name, key, texts, requestsPerMinute)
            .orElseThrow(
                () ->
                    new ClientRefusedException(
                        Reason.NAME_TAKEN,
                        "A client has the name " + name + ", or had it before it was revoked."));
    audit.record(
        actor,
        "client.create",
        null,
        "%s, key %s, scopes %s, %s"
            .formatted(name, key.id(), String.join(" ", texts), limitText(client)));
    return new IssuedKey(client, key);
  }

  /**
   * Gives a client a new key.
   *
   * @param grace how long the old one stays good
   * @param caller the client that asks; null for an administrator
   * @throws ClientRefusedException if it can't be; also if the client may do what the caller may
   *     not, who would get its rights with the key
   */
  @Transactional
  public IssuedKey rotate(UUID id, Duration grace, @Nullable UUID caller, Actor actor) {
    List<RegisteredClient> locked = lock(id, caller);
    Optional<RegisteredClient> asking = asking(locked, caller);
    RegisteredClient client = live(locked, id);
    if (client.name().equals(BootstrapClient.NAME)) {
      throw new ClientRefusedException(
          Reason.KEY_IN_SETTINGS,
          "The key of this client stands in the settings; change TENANTRY_BOOTSTRAP_KEY.");
    }
    requireHeld(client.scopes(), asking);
    ApiKey key = ApiKey.random(random);
    RegisteredClient rotated = clients.rotate(id, key, grace);
    audit.record(
        actor,
        "client.rotate",
        null,
        "%s, key %s instead of %s, which is good for another %d s"
            .formatted(client.name(), key.id(), client.keyId(), grace.toSeconds()));
    return new IssuedKey(rotated, key);
  }

  /**
   * Changes a client's own limit; null for that of the installation.
   *
   * @throws ClientRefusedException if it can't be
   */
  @Transactional
  public RegisteredClient limit(
      UUID id, @Nullable Integer requestsPerMinute, @Nullable UUID caller, Actor actor) {
    List<RegisteredClient> locked = lock(id, caller);
    asking(locked, caller);
    RegisteredClient client = live(locked, id);
    if (Objects.equals(client.requestsPerMinute(), requestsPerMinute)) {
      return client;
    }
    RegisteredClient limited = clients.limit(id, requestsPerMinute);
    audit.record(actor, "client.limit", null, client.name() + ", " + limitText(limited));
    return limited;
  }

  /**
   * Revokes a client for good, at once and everywhere; one that is revoked already stays so.
   *
   * @throws ClientRefusedException if it can't be
   */
  @Transactional
  public RegisteredClient revoke(UUID id, @Nullable UUID caller, Actor actor) {
    List<RegisteredClient> locked = clients.lockWithHolders(Scope.OPERATIONS, known(id, caller));
    asking(locked, caller);
    RegisteredClient client = found(locked, id);
    if (client.isRevoked()) {
      return client;
    }
    if (isOperator(client)
        && locked.stream().noneMatch(other -> !other.equals(client) && isOperator(other))) {
      throw new ClientRefusedException(
          Reason.LAST_WITH_OPERATIONS,
          "No other client has the scope operations: nobody could make clients any more.");
    }
    RegisteredClient revoked = clients.revoke(id);
    audit.record(actor, "client.revoke", null, client.name() + ", key " + client.keyId());
    return revoked;
  }

  private static boolean isOperator(RegisteredClient client) {
    return !client.isRevoked() && client.scopes().contains(Scope.OPERATIONS.text());
  }

  private List<RegisteredClient> lock(@Nullable UUID... ids) {
    UUID[] known = known(ids);
    return known.length == 0 ? List.of() : clients.lock(known);
  }

  private static UUID[] known(@Nullable UUID... ids) {
    return Arrays.stream(ids).filter(Objects::nonNull).toArray(UUID[]::new);
  }

  /** The client that asks; empty for an administrator. */
  private static Optional<RegisteredClient> asking(
      List<RegisteredClient> locked, @Nullable UUID caller) {
    if (caller == null) {
      return Optional.empty();
    }
    Optional<RegisteredClient> asking =
        locked.stream()
            .filter(client -> client.id().equals(caller) && !client.isRevoked())
            .findFirst();
    if (asking.isEmpty()) {
      throw new ClientRefusedException(
          Reason.CALLER_REVOKED, "This is not the key of an API client.");
    }
    return asking;
  }

  private static RegisteredClient found(List<RegisteredClient> locked, UUID id) {
    return locked.stream()
        .filter(client -> client.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new ClientRefusedException(Reason.NOT_FOUND, "There is no API client " + id + "."));
  }

  private static RegisteredClient live(List<RegisteredClient> locked, UUID id) {
    RegisteredClient client = found(locked, id);
    if (client.isRevoked()) {
      throw new ClientRefusedException(Reason.REVOKED, client.name() + " was revoked.");
    }
    return client;
  }

  private static void requireHeld(List<String> wanted, Optional<RegisteredClient> asking) {
    List<String> missing =
        asking.stream()
            .flatMap(caller -> wanted.stream().filter(scope -> !caller.scopes().contains(scope)))
            .toList();
    if (!missing.isEmpty()) {
      throw new ClientRefusedException(
          Reason.SCOPE_NOT_HELD,
          "Your own client lacks the scope " + String.join(" ", missing) + ".");
    }
  }

  private static String limitText(RegisteredClient client) {
    return client.requestsPerMinute() == null
        ? "the usual limit"
        : client.requestsPerMinute() + " requests a minute";
  }
}
