package io.tenantry.provisioning.preferences;

import io.tenantry.provisioning.preferences.PreferenceType.Bool;
import io.tenantry.provisioning.preferences.PreferenceType.CurrencyCode;
import io.tenantry.provisioning.preferences.PreferenceType.OneOf;
import io.tenantry.provisioning.preferences.PreferenceType.Text;
import io.tenantry.provisioning.preferences.PreferenceType.TimeZone;
import io.tenantry.provisioning.preferences.PreferenceType.Whole;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The preferences of every product, and those of TechStore's repair shops. */
@Configuration(proxyBeanMethods = false)
class StandardPreferences {

  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_ADDRESS = 254;
  private static final int MOST_DAYS = 3650;
  private static final int USUAL_DAYS = 90;

  @Bean
  PreferenceKey locale() {
    return PreferenceKey.ofTenant(
        "locale",
        "Language of mails and pages where a user has chosen none",
        new OneOf(List.of("en", "es")),
        "en");
  }

  @Bean
  PreferenceKey timezone() {
    return PreferenceKey.ofTenant(
        "timezone", "Time zone in which days begin and times are shown", new TimeZone(), "UTC");
  }

  @Bean
  PreferenceKey currency() {
    return PreferenceKey.ofTenant(
        "currency", "Currency of prices where none is given", new CurrencyCode(), "USD");
  }

  @Bean
  PreferenceKey mailFromName() {
    return PreferenceKey.ofTenant(
        "mail.from-name",
        "Sender's name in mails; the tenant's name where there is none",
        Text.ofAny(LONGEST_NAME),
        null);
  }

  @Bean
  PreferenceKey mailReplyTo() {
    return PreferenceKey.ofTenant(
        "mail.reply-to",
        "Address for answers to mails, where there is one",
        new Text(
            LONGEST_ADDRESS, Pattern.compile("[^\\s@<>,;]+@[^\\s@<>,;]+"), "an e-mail address"),
        null);
  }

  @Bean
  PreferenceKey lowStockAlerts() {
    return PreferenceKey.ofTenant(
        "products.low-stock-alerts",
        "Whether mails tell of products below their minimum stock",
        new Bool(),
        true);
  }

  @Bean
  PreferenceKey warrantyDays() {
    return PreferenceKey.ofTenant(
        "service.warranty-days",
        "Days of warranty on a repair where none are agreed",
        new Whole(0, MOST_DAYS),
        USUAL_DAYS);
  }

  @Bean
  PreferenceKey supportLevel() {
    return PreferenceKey.ofOperator(
        "support.level",
        "How soon the platform's own support answers",
        new OneOf(List.of("standard", "priority")),
        "standard");
  }
}
