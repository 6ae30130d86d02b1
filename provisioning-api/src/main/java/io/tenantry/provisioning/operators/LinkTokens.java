package io.tenantry.provisioning.operators;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.ott.DefaultOneTimeToken;
import org.springframework.security.authentication.ott.GenerateOneTimeTokenRequest;
import org.springframework.security.authentication.ott.OneTimeToken;
import org.springframework.security.authentication.ott.OneTimeTokenAuthenticationToken;
import org.springframework.security.authentication.ott.OneTimeTokenService;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Uses up the links that {@link OperatorDesk} gives out; a locked account is open again then. */
@Component
public class LinkTokens implements OneTimeTokenService {

  private final LogInLinks links;
  private final Operators operators;
  private final Clock clock;

  LinkTokens(LogInLinks links, Operators operators, Clock clock) {
    this.links = links;
    this.operators = operators;
    this.clock = clock;
  }

  /** Not by this way: only who may change accounts gives out links. */
  @Override
  public OneTimeToken generate(GenerateOneTimeTokenRequest request) {
    throw new UnsupportedOperationException("links are made by the operators' desk");
  }

  @Override
  @Transactional
  public @Nullable OneTimeToken consume(OneTimeTokenAuthenticationToken presented) {
    String token = presented.getTokenValue();
    if (token == null) {
      return null;
    }
    String name = links.use(token).flatMap(LogInLinks.Owner::operator).orElse(null);
    if (name == null || operators.find(name).filter(Operator::isDisabled).isPresent()) {
      return null;
    }
    operators.loggedIn(name);
    return new DefaultOneTimeToken(token, name, clock.instant());
  }
}
