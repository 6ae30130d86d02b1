package io.tenantry.events;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Messages as JSON. Members that this version does not know are ignored, since the contract grows
 * by additions only.
 */
public final class MessageJson {

  private final JsonMapper json =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  public String write(Message message) {
    return json.writeValueAsString(message);
  }

  /**
   * @throws UnreadableMessageException if the text is no JSON for this record
   */
  public <T> T read(String data, Class<T> type) {
    try {
      T value = json.readValue(data, type);
      if (value == null) {
        throw new UnreadableMessageException("the data is null", null);
      }
      return value;
    } catch (JacksonException e) {
      throw new UnreadableMessageException(e.getOriginalMessage(), e);
    }
  }
}
