// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.nn.layer.CausalAttention;
import io.github.bulwarkml.core.nn.layer.Dense;
import io.github.bulwarkml.core.nn.layer.Embedding;
import io.github.bulwarkml.core.nn.layer.Initializer;

/**
 * Networks that predict the next token at every place of a text. Inputs are {@code context} token
 * numbers; outputs [context, vocabulary] are logits of the token after each place. A shorter text
 * is filled up at its end: no place sees those after it, and label {@link Examples#IGNORED} leaves
 * what was filled up out of the loss.
 *
 * <pre>{@code
 * Network network =
 *     LanguageModels.transformer(65, 64, TransformerSize.of(4, 4, 128)).build(Seed.of(1));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class LanguageModels {
  private static final int LONGEST = 1 << 20;

  private LanguageModels() {}

  /**
   * {@return a causal transformer after GPT-2 (Radford et al. 2019): learned positions, blocks with
   * layer norm before attention and before a dense layer of 4 times the width with GELU, each added
   * to its input, a last layer norm, and a dense layer without bias for the vocabulary}
   *
   * <p>Weights start normal with standard deviation 0.02, those that end a branch with 0.02 /
   * sqrt(2 blocks), biases at zero, as in GPT-2. Two things differ: GELU is exact, not its tanh
   * approximation, and the last layer has its own matrix where GPT-2 uses the embedding's again.
   * GPT-2's smallest size thus has 163,037,184 parameters here, of which 124,439,808 are GPT-2's
   * and 38,597,376 the matrix of the last layer.
   *
   * @param vocabulary how many tokens there are, in [1, 2^24]
   * @param context tokens of an example, in [1, 2^20]
   * @param size how wide and deep it is
   * @throws IllegalArgumentException if a number is out of range
   */
  public static NetworkBuilder transformer(int vocabulary, int context, TransformerSize size) {
    int units = size.units();
    Initializer plain = Initializer.normal(0.02);
    Initializer last = Initializer.normal(0.02 / Math.sqrt(2.0 * size.blocks()));
    NetworkBuilder builder =
        tokens(context).add(new Embedding(vocabulary, units, plain)).positions();
    dropout(builder, size);
    for (int block = 0; block < size.blocks(); block++) {
      builder.residual(
          b ->
              dropout(
                  b.layerNorm().add(CausalAttention.of(size.heads()).startingFrom(plain, last)),
                  size));
      builder.residual(
          b ->
              dropout(
                  b.layerNorm()
                      .add(Dense.of(4 * units).startingFrom(plain))
                      .gelu()
                      .add(Dense.of(units).startingFrom(last)),
                  size));
    }
    return builder.layerNorm().add(Dense.of(vocabulary).startingFrom(plain).withoutBias());
  }

  private static NetworkBuilder dropout(NetworkBuilder builder, TransformerSize size) {
    return size.dropout() > 0 ? builder.dropout(size.dropout()) : builder;
  }

  /**
   * {@return an embedding, two LSTM layers and a dense layer for the vocabulary: the network of
   * McMahan et al. (arXiv 1602.05629, section 3) for Shakespeare's characters with an embedding of
   * 8 and 256 units; with the 90 tokens of Reddi et al. (arXiv 2003.00295) it has 820,522
   * parameters}
   *
   * @param vocabulary how many tokens there are, in [1, 2^24]
   * @param context tokens of an example, in [1, 2^20]
   * @param embedding the length of a token's row, at least 1
   * @param units the length of each LSTM's state, in [1, 2^20]
   * @throws IllegalArgumentException if a number is out of range
   */
  public static NetworkBuilder lstm(int vocabulary, int context, int embedding, int units) {
    return tokens(context)
        .embedding(vocabulary, Require.inRange(embedding, 1, LONGEST, "embedding"))
        .lstm(units)
        .lstm(units)
        .dense(vocabulary);
  }

  /**
   * {@return an embedding, one LSTM layer, a dense layer back to the embedding's width and one for
   * the vocabulary: the next-word network of Reddi et al. (arXiv 2003.00295, Stack Overflow), which
   * has 4,050,748 parameters with a vocabulary of 10,004, an embedding of 96 and 670 units}
   *
   * @param vocabulary how many tokens there are, in [1, 2^24]
   * @param context tokens of an example, in [1, 2^20]
   * @param embedding the length of a token's row, at least 1
   * @param units the length of the LSTM's state, in [1, 2^20]
   * @throws IllegalArgumentException if a number is out of range
   */
  public static NetworkBuilder wordLstm(int vocabulary, int context, int embedding, int units) {
    return tokens(context)
        .embedding(vocabulary, Require.inRange(embedding, 1, LONGEST, "embedding"))
        .lstm(units)
        .dense(embedding)
        .dense(vocabulary);
  }

  private static NetworkBuilder tokens(int context) {
    return Network.withInput(Require.inRange(context, 1, LONGEST, "context"));
  }
}
