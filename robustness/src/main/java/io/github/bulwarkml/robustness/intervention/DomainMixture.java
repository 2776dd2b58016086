// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.intervention;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.random.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A total of examples with given shares of several domains; in each domain, classes keep their
 * shares as in {@link Quantity}.
 *
 * <pre>{@code
 * LabelledIndex pool = LabelledIndex.union(List.of(photographs, drawings));
 * new DomainMixture(10_000, Map.of(0, 0.75, 1, 0.25)).run(pool, Seed.of(42));
 * }</pre>
 *
 * <p>The total is shared out by largest remainders, ties going to the lower domain.
 *
 * @param images the total number of examples, at least 1
 * @param shares the share of each domain used, positive, together 1 within 1e-9
 * @since 0.1.0
 */
public record DomainMixture(int images, Map<Integer, Double> shares) implements Intervention {
  /**
   * Copies the shares, sorted by domain.
   *
   * @param images the total number of examples, at least 1
   * @param shares the share of each domain used, positive, together 1 within 1e-9
   * @throws IllegalArgumentException if a number is out of range
   */
  public DomainMixture {
    Require.atLeast(images, 1, "images");
    NavigableMap<Integer, Double> sorted = new TreeMap<>(shares);
    double sum = 0;
    for (Map.Entry<Integer, Double> share : sorted.entrySet()) {
      Require.atLeast(share.getKey(), 0, "a domain of shares");
      sum += Require.positive(share.getValue(), "shares[" + share.getKey() + "]");
    }
    if (!(Math.abs(sum - 1) <= 1e-9)) {
      throw new IllegalArgumentException("shares must sum to 1, but sum to " + sum);
    }
    shares = Collections.unmodifiableMap(sorted);
  }

  @Override
  public String operation() {
    return "domainMixture";
  }

  @Override
  public Map<String, Object> parameters() {
    return Ordered.map("images", images, "shares", shares);
  }

  @Override
  public Change apply(LabelledIndex input, Seed seed) {
    int[] domains =
        input
            .domains()
            .orElseThrow(() -> new IllegalArgumentException("the index must have domains"));
    List<Integer> used = List.copyOf(shares.keySet());
    int[] quotas = quotas(used);
    List<Integer> chosen = new ArrayList<>();
    for (int d = 0; d < used.size(); d++) {
      int domain = used.get(d);
      int[] there = IntStream.range(0, domains.length).filter(i -> domains[i] == domain).toArray();
      if (there.length < quotas[d]) {
        throw new IllegalArgumentException(
            "domain "
                + domain
                + " has "
                + there.length
                + " examples, but "
                + quotas[d]
                + " are needed");
      }
      LabelledIndex part = input.select(there);
      int[] perClass = Apportionment.nested(part.labelCounts(), quotas[d]);
      int[] positions =
          SeededOrder.stratified(part.positionsByLabel(), perClass, seed.child("domain/" + domain));
      Arrays.stream(positions).map(position -> there[position]).forEach(chosen::add);
    }
    return new Change(
        input.select(chosen.stream().mapToInt(Integer::intValue).sorted().toArray()),
        Ordered.map("domains", used, "examples", quotas),
        List.of());
  }

  private int[] quotas(List<Integer> used) {
    int[] quotas = new int[used.size()];
    double[] remainder = new double[quotas.length];
    int left = images;
    for (int d = 0; d < quotas.length; d++) {
      double exact = images * Objects.requireNonNull(shares.get(used.get(d)));
      double nearest = Math.rint(exact);
      quotas[d] = (int) (Math.abs(exact - nearest) < 1e-6 ? nearest : Math.floor(exact));
      remainder[d] = Math.max(0, exact - quotas[d]);
      left -= quotas[d];
    }
    List<Integer> order = new ArrayList<>();
    for (int d = 0; d < quotas.length; d++) {
      order.add(d);
    }
    order.sort(Comparator.comparingDouble(d -> -remainder[d]));
    for (int k = 0; left > 0; k++) {
      quotas[order.get(k % order.size())]++;
      left--;
    }
    return quotas;
  }
}
