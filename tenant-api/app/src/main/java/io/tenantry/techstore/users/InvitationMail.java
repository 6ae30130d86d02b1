package io.tenantry.techstore.users;

import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.web.TenantLinks;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/**
 * Sends the link of an invitation: by mail where {@code spring.mail.host} is set, else, for trials,
 * into the log. The token is in the fragment, which browsers send to nobody.
 */
@Component
class InvitationMail {

  private static final Logger LOG = LoggerFactory.getLogger(InvitationMail.class);
  private static final String PAGE = "/invitation.html#";
  private static final String SUBJECT = "Your invitation to %s";
  private static final String TEXT =
      """
      You are invited to work at %s. Choose a password at

      %s

      The link works once, and until %s (UTC). If you don't know what this is about, do nothing.
      """;

  private final ObjectProvider<JavaMailSender> sender;
  private final TenantLinks links;
  private final UserProperties settings;

  InvitationMail(
      ObjectProvider<JavaMailSender> sender, TenantLinks links, UserProperties settings) {
    this.sender = sender;
    this.links = links;
    this.settings = settings;
  }

  /**
   * @throws MailException if the mail server does not take it
   */
  void send(Invitation invitation, String token) {
    URI link = links.to(PAGE + token);
    JavaMailSender smtp = sender.getIfAvailable();
    if (smtp == null) {
      LOG.info(
          "No mail server is set (spring.mail.host): the invitation of {} is {}",
          invitation.email(),
          link);
      return;
    }
    String shop = CurrentTenant.get().name();
    SimpleMailMessage message = new SimpleMailMessage();
    message.setFrom(settings.mailFrom());
    message.setTo(invitation.email());
    message.setSubject(SUBJECT.formatted(shop));
    message.setText(TEXT.formatted(shop, link, invitation.expiresAt().toString().split("[.Z]")[0]));
    smtp.send(message);
  }
}
