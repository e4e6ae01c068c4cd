package dev.nightjar.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a kind of fault did.
 *
 * @param fault what was injected
 * @param injected how many times
 * @param lost finished trials that were not found again as they had been reported; of inputs, those
 *     that were not answered as they should be
 * @param twice trials that were reported finished more than once
 * @param note what else was seen
 */
record SoakRow(String fault, int injected, int lost, int twice, String note) {

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("fault", fault);
    json.put("injected", injected);
    json.put("lost", lost);
    json.put("twice", twice);
    json.put("note", note);
    return json;
  }
}
