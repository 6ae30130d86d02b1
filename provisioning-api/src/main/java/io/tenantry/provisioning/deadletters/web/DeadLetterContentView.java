package io.tenantry.provisioning.deadletters.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.deadletters.DeadLetterContent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** What a dead letter says. */
@Schema(name = "DeadLetterContent")
record DeadLetterContentView(
    @Schema(description = "The sender's own") Map<String, Object> headers,
    @Schema(description = "As text, or in Base64 where it is none") String body,
    @Schema(allowableValues = {"text", "base64"}) String bodyForm) {

  static DeadLetterContentView of(DeadLetterContent content) {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content.body())).toString();
      return new DeadLetterContentView(content.headers(), text, "text");
    } catch (CharacterCodingException e) {
      return new DeadLetterContentView(
          content.headers(), Base64.getEncoder().encodeToString(content.body()), "base64");
    }
  }
}
