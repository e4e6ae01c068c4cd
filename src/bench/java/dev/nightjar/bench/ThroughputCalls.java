package dev.nightjar.bench;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How long the calls of an interface take in all, by method. */
final class ThroughputCalls {
  private final Map<String, LongAdder> nanos = new ConcurrentHashMap<>();

  /** The same, whose calls are timed. */
  <T> T timed(Class<T> type, T real) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              long begun = System.nanoTime();
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              } finally {
                nanos
                    .computeIfAbsent(method.getName(), name -> new LongAdder())
                    .add(System.nanoTime() - begun);
              }
            });
    return type.cast(proxy);
  }

  void reset() {
    nanos.clear();
  }

  /** In milliseconds. */
  double millis(String method) {
    LongAdder sum = nanos.get(method);
    return sum == null ? 0 : sum.sum() / 1e6;
  }

  /** Of all methods, in milliseconds. */
  double millis() {
    return nanos.values().stream().mapToLong(LongAdder::sum).sum() / 1e6;
  }
}
