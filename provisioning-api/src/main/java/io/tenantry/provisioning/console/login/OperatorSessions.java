package io.tenantry.provisioning.console.login;

import io.tenantry.provisioning.operators.OperatorDesk.SessionsOver;
import io.tenantry.provisioning.operators.OperatorProperties;
import org.springframework.boot.session.autoconfigure.DefaultCookieSerializerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Sessions are rows, so that every instance knows them and a change of rights ends them at once.
 */
@Configuration(proxyBeanMethods = false)
class OperatorSessions {

  private final FindByIndexNameSessionRepository<? extends Session> sessions;

  OperatorSessions(FindByIndexNameSessionRepository<? extends Session> sessions) {
    this.sessions = sessions;
  }

  @TransactionalEventListener
  void end(SessionsOver over) {
    sessions.findByPrincipalName(over.operator()).keySet().forEach(sessions::deleteById);
  }

  @Bean
  static DefaultCookieSerializerCustomizer consoleCookie(OperatorProperties settings) {
    var cookies = ConsoleCookies.of(settings);
    return cookie -> {
      cookie.setCookieName(cookies.session());
      cookie.setCookiePath(cookies.path());
      cookie.setUseHttpOnlyCookie(true);
      cookie.setUseSecureCookie(settings.isSecure());
      // Not Strict: a single sign-on comes back from another site.
      cookie.setSameSite("Lax");
    };
  }
}
