// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.dl4j;

import io.github.bulwarkml.core.MissingDependencyException;
import io.github.bulwarkml.core.NumericalException;
import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.nn.ClippedGradient;
import io.github.bulwarkml.core.nn.DifferentiableModel;
import io.github.bulwarkml.core.nn.Examples;
import io.github.bulwarkml.core.nn.Loss;
import io.github.bulwarkml.core.nn.layer.Mode;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.tensor.Nd4jBridge;
import io.github.bulwarkml.core.tensor.ParameterVector;
import io.github.bulwarkml.core.tensor.Shapes;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.DoubleConsumer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A DL4J network as a differentiable model.
 *
 * <pre>{@code
 * try (Dl4jModel model = Dl4jModel.of(network, 28, 28, 1)) {
 *   ParameterVector gradient = model.parameters().zerosLike();
 *   double loss = model.gradient(batch, Mode.TRAINING, gradient);
 * }
 * }</pre>
 *
 * <p><b>Parameters.</b> The model stands on the network's own memory: what is set here, the network
 * has, and what {@code fit} learns, the model has. Segments bear DL4J's names ({@code "0_W"},
 * {@code "conv1_b"}); a segment's shape is that of its memory read row by row, so a dense weight,
 * which DL4J stores by columns as [inputs, outputs], is a segment [outputs, inputs]. Batch norm's
 * running mean and variance (or {@code log10stdev}), which DL4J counts among the parameters, are
 * the {@link #state}.
 *
 * <p><b>Outputs and loss.</b> {@link #logits} are the outputs before the last activation. The loss
 * is computed from them by {@link Loss}: softmax with MCXENT (or negative log-likelihood) is {@link
 * Loss#SOFTMAX_CROSS_ENTROPY}, identity with MSE {@link Loss#MEAN_SQUARED_ERROR}, and sigmoid with
 * XENT {@link Loss#BINARY_CROSS_ENTROPY}, which is averaged over the outputs where DL4J sums; rows
 * of sequences are averaged where DL4J sums too. DL4J's l1, l2, weight decay, constraints and
 * gradient normalisation belong to its updaters and play no part. In {@link Mode#TRAINING}, after a
 * gradient, running values move as DL4J's own training moves them.
 *
 * <p><b>Inputs</b> are [height, width, channels] and [steps, features], as everywhere in Bulwark;
 * they are permuted to the {@link InputLayout} that the network's first layers declare. Flat rows
 * are passed as they are. Masks are not used.
 *
 * <p><b>Tangents</b> are central differences with a step of {@value #STEP} times the length of the
 * parameters. Their error is rounding and, at the kinks of ReLU and max pooling, the differences'
 * own. Relative to the tangent's Euclidean norm it was 2e-4 for a perceptron with tanh and 7e-4 for
 * a small residual network with ReLU; tests hold it below 5e-4 and 5e-3. Two forward passes.
 *
 * <p><b>Per-example</b> norms and clipped sums run one example at a time: as many backward passes
 * as there are examples; batch norm uses its running values. {@code io.github.bulwarkml.core.nn}
 * has networks that do better.
 *
 * <p>Dropout draws from ND4J's random numbers, which all networks of a process share: each training
 * pass of a network with dropout seeds them anew. Mutable and not thread-safe.
 *
 * @since 0.1.0
 */
public final class Dl4jModel implements DifferentiableModel {
  /** The length of a tangent's step, relative to the length of the parameters. */
  public static final double STEP = 3e-4;

  private static final Set<String> STATE = Set.of("mean", "var", "log10stdev");

  /** At most this many input values go through the network at once where examples are separate. */
  private static final int PART = 1 << 20;

  private final Model network;
  private final INDArray live;
  private final NetworkPlan plan;
  private final InputLayout layout;
  private final int[] inputShape;
  private final GraphPasses passes;
  private final FlatLayout flatLayout;
  private final ParameterVector flat;
  private final RowLosses losses;
  private final int outputLength;
  private Seed noise = Seed.of(0);
  private long noisyPasses;
  private boolean closed;

  private Dl4jModel(Model network, NetworkPlan plan, InputLayout layout, int[] inputShape) {
    this.network = network;
    this.plan = plan;
    this.layout = layout;
    this.inputShape = inputShape.clone();
    this.live = network.params();
    requireShape(inputShape);
    if (live == null || live.dataType() != DataType.FLOAT) {
      throw new IllegalArgumentException(
          "network must hold parameters of FLOAT (network.convertDataType), but holds "
              + (live == null ? "none" : live.dataType()));
    }
    List<String> norms = plan.batchNormLayers();
    this.flatLayout = new FlatLayout(network.paramTable(), live, name -> isState(name, norms));
    this.flat = ParameterVector.builder().segment("parameters", flatLayout.length()).build();
    this.passes = new GraphPasses(plan, live, layout, this.inputShape);
    int[] outputs = passes.outputShape();
    this.outputLength = Shapes.length(outputs);
    int width = outputs[outputs.length - 1];
    this.losses = new RowLosses(plan.head().loss(), outputLength / width, width);
  }

  private static void requireShape(int[] inputShape) {
    long length = inputShape.length >= 1 && inputShape.length <= 3 ? 1 : 0;
    for (int dimension : inputShape) {
      length = dimension < 1 ? 0 : Math.min(Integer.MAX_VALUE, length * dimension);
    }
    if (length < 1) {
      throw new IllegalArgumentException(
          "inputShape must have one to three dimensions, each at least 1, but was "
              + Arrays.toString(inputShape));
    }
    Require.fitsHeap(length, 4 * Float.BYTES, "inputShape");
  }

  private static boolean isState(String name, List<String> batchNormLayers) {
    int end = name.lastIndexOf('_');
    return end > 0
        && batchNormLayers.contains(name.substring(0, end))
        && STATE.contains(name.substring(end + 1));
  }

  /**
   * {@return the model of a chain of layers}
   *
   * @param network initialised; ends in one of the output layers and losses named above
   * @param inputShape the shape of one example: [features], [steps, features] or [height, width,
   *     channels]
   * @throws IllegalArgumentException if the network does not end so, has frozen layers, holds
   *     another type than FLOAT, or does not take such inputs
   * @throws MissingDependencyException if DL4J or a backend of ND4J is not on the class path
   */
  public static Dl4jModel of(MultiLayerNetwork network, int... inputShape) {
    Dl4j.requireAvailable();
    NetworkPlan plan = NetworkPlan.of(network.getLayerWiseConfigurations());
    return new Dl4jModel(network, plan, plan.inputLayout(), inputShape);
  }

  /**
   * {@return the model of a chain of layers whose first layers do not tell where they expect the
   * channels}
   *
   * @param network as above
   * @param layout where the network expects channels and features
   * @param inputShape the shape of one example, channels or features last
   * @throws IllegalArgumentException as above
   * @throws MissingDependencyException if DL4J or a backend of ND4J is not on the class path
   */
  public static Dl4jModel of(MultiLayerNetwork network, InputLayout layout, int... inputShape) {
    Dl4j.requireAvailable();
    Objects.requireNonNull(layout, "layout");
    NetworkPlan plan = NetworkPlan.of(network.getLayerWiseConfigurations());
    return new Dl4jModel(network, plan, layout, inputShape);
  }

  /**
   * {@return the model of a graph}
   *
   * @param network initialised, with one input and one output; ends in one of the output layers and
   *     losses named above
   * @param inputShape the shape of one example: [features], [steps, features] or [height, width,
   *     channels]
   * @throws IllegalArgumentException if the network does not end so, has frozen layers or several
   *     inputs or outputs, holds another type than FLOAT, or does not take such inputs
   * @throws MissingDependencyException if DL4J or a backend of ND4J is not on the class path
   */
  public static Dl4jModel of(ComputationGraph network, int... inputShape) {
    Dl4j.requireAvailable();
    NetworkPlan plan = NetworkPlan.of(network.getConfiguration());
    return new Dl4jModel(network, plan, plan.inputLayout(), inputShape);
  }

  /**
   * {@return the model of a graph whose first layers do not tell where they expect the channels}
   *
   * @param network as above
   * @param layout where the network expects channels and features
   * @param inputShape the shape of one example, channels or features last
   * @throws IllegalArgumentException as above
   * @throws MissingDependencyException if DL4J or a backend of ND4J is not on the class path
   */
  public static Dl4jModel of(ComputationGraph network, InputLayout layout, int... inputShape) {
    Dl4j.requireAvailable();
    Objects.requireNonNull(layout, "layout");
    NetworkPlan plan = NetworkPlan.of(network.getConfiguration());
    return new Dl4jModel(network, plan, layout, inputShape);
  }

  /** {@return where the network expects channels and features} */
  public InputLayout inputLayout() {
    return layout;
  }

  @Override
  public List<Integer> inputShape() {
    return Shapes.list(inputShape);
  }

  @Override
  public List<Integer> outputShape() {
    return Shapes.list(passes.outputShape());
  }

  @Override
  public Loss loss() {
    return plan.head().loss();
  }

  @Override
  public int parameterCount() {
    return flatLayout.parameterCount();
  }

  @Override
  public ParameterVector parameters() {
    ParameterVector parameters = flatLayout.parameters();
    flatLayout.gatherParameters(read(), parameters);
    return parameters;
  }

  @Override
  public void setParameters(ParameterVector parameters) {
    requireParameters(parameters, "parameters");
    flatLayout.scatterParameters(parameters, read());
    Nd4jBridge.copy(flat, live);
  }

  @Override
  public ParameterVector state() {
    ParameterVector state = flatLayout.state();
    flatLayout.gatherState(read(), state);
    return state;
  }

  @Override
  public void setState(ParameterVector state) {
    Require.sameLength(
        state.length(), flatLayout.stateCount(), "state", "the network's running values");
    flatLayout.scatterState(state, read());
    Nd4jBridge.copy(flat, live);
  }

  private float[] read() {
    requireOpen();
    Nd4jBridge.copy(live, flat);
    return flat.array();
  }

  @Override
  public void reseed(Seed seed) {
    noise = Objects.requireNonNull(seed, "seed");
    noisyPasses = 0;
  }

  private void seedNoise(Mode mode) {
    if (mode != Mode.INFERENCE && plan.isRandom()) {
      GraphPasses.seedNoise(noise.child("pass/" + noisyPasses).value());
    }
  }

  @Override
  public float[] logits(Examples examples) {
    requireInputs(examples);
    float[] logits = new float[Math.multiplyExact(examples.size(), outputLength)];
    int most = Math.max(1, PART / examples.inputLength());
    for (int from = 0; from < examples.size(); from += most) {
      int to = Math.min(examples.size(), from + most);
      float[] part = passes.outputs(inputs(examples, from, to), to - from, Mode.INFERENCE);
      System.arraycopy(part, 0, logits, from * outputLength, part.length);
    }
    return logits;
  }

  private static float[] inputs(Examples examples, int from, int to) {
    int each = examples.inputLength();
    return from == 0 && to == examples.size()
        ? examples.inputs()
        : Arrays.copyOfRange(examples.inputs(), from * each, to * each);
  }

  @Override
  public double[] losses(Examples examples) {
    requireInputs(examples);
    losses.requireFitting(examples);
    float[] logits = logits(examples);
    double[] each = new double[examples.size()];
    for (int i = 0; i < each.length; i++) {
      each[i] = losses.example(logits, i * outputLength, examples, i, 1, logits);
    }
    return each;
  }

  @Override
  public double gradient(Examples batch, Mode mode, ParameterVector gradient) {
    Objects.requireNonNull(mode, "mode");
    requireInputs(batch);
    requireParameters(gradient, "gradient");
    losses.requireFitting(batch);
    if (batch.size() == 0) {
      throw new IllegalArgumentException("batch must not be empty");
    }
    seedNoise(mode);
    int size = batch.size();
    float[] epsilon = passes.forward(batch.inputs(), size, mode);
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += losses.example(epsilon, i * outputLength, batch, i, 1.0 / size, epsilon);
    }
    passes.backward(epsilon, size, mode, flat);
    flatLayout.gatherParameters(flat.array(), gradient);
    if (mode == Mode.TRAINING) {
      followRunningValues();
    }
    noisyPasses += mode == Mode.INFERENCE ? 0 : 1;
    return sum / size;
  }

  /** DL4J gives what running values change by where others have a gradient, to be subtracted. */
  private void followRunningValues() {
    if (plan.hasBatchNorm()) {
      ParameterVector change = flatLayout.state();
      flatLayout.gatherState(flat.array(), change);
      ParameterVector state = state();
      state.axpy(-1, change);
      setState(state);
    }
  }

  @Override
  public float[] logitsTangent(Examples batch, Mode mode, ParameterVector direction) {
    Objects.requireNonNull(mode, "mode");
    requireInputs(batch);
    requireParameters(direction, "direction");
    float[] tangent = new float[Math.multiplyExact(batch.size(), outputLength)];
    double length = direction.norm();
    if (batch.size() == 0 || length == 0) {
      return tangent;
    }
    ParameterVector start = parameters();
    double norm = start.norm();
    double step = STEP * (norm > 0 ? norm : 1) / length;
    try {
      float[] ahead = outputsAt(start, direction, step, batch, mode);
      float[] behind = outputsAt(start, direction, -step, batch, mode);
      for (int i = 0; i < tangent.length; i++) {
        tangent[i] = (float) (((double) ahead[i] - behind[i]) / (2 * step));
      }
    } finally {
      setParameters(start);
    }
    return tangent;
  }

  private float[] outputsAt(
      ParameterVector start, ParameterVector direction, double step, Examples batch, Mode mode) {
    ParameterVector moved = start.copy();
    for (int i = 0; i < moved.length(); i++) {
      moved.array()[i] = (float) (start.array()[i] + step * direction.array()[i]);
    }
    setParameters(moved);
    seedNoise(mode);
    return passes.outputs(batch.inputs(), batch.size(), mode);
  }

  @Override
  public float[] inputGradient(Examples examples) {
    requireInputs(examples);
    losses.requireFitting(examples);
    float[] gradient = new float[examples.inputs().length];
    int most = Math.max(1, PART / examples.inputLength());
    for (int from = 0; from < examples.size(); from += most) {
      int to = Math.min(examples.size(), from + most);
      float[] epsilon = passes.forward(inputs(examples, from, to), to - from, Mode.INFERENCE);
      for (int i = from; i < to; i++) {
        losses.example(epsilon, (i - from) * outputLength, examples, i, 1, epsilon);
      }
      float[] part = passes.backwardToInput(epsilon, to - from);
      System.arraycopy(part, 0, gradient, from * examples.inputLength(), part.length);
    }
    return gradient;
  }

  @Override
  public double[] gradientNorms(Examples examples) {
    return eachGradient(examples, Mode.INFERENCE, flatLayout.parameters(), norm -> {}).norms();
  }

  @Override
  public ClippedGradient clippedGradientSum(
      Examples examples, double clipNorm, ParameterVector sum) {
    if (!(clipNorm > 0)) {
      throw new IllegalArgumentException("clipNorm must be > 0, but was " + clipNorm);
    }
    requireParameters(sum, "sum");
    ParameterVector gradient = sum.zerosLike();
    double[] total = new double[sum.length()];
    ClippedGradient each =
        eachGradient(
            examples,
            Mode.PER_EXAMPLE,
            gradient,
            norm -> {
              double weight = norm > clipNorm ? clipNorm / norm : 1;
              for (int i = 0; i < total.length; i++) {
                total[i] += weight * gradient.array()[i];
              }
            });
    for (int i = 0; i < total.length; i++) {
      sum.array()[i] = (float) total[i];
    }
    return each;
  }

  /** One example after the other; tells the norm of each gradient while {@code gradient} has it. */
  private ClippedGradient eachGradient(
      Examples examples, Mode mode, ParameterVector gradient, DoubleConsumer use) {
    requireInputs(examples);
    losses.requireFitting(examples);
    double[] each = new double[examples.size()];
    double[] norms = new double[examples.size()];
    for (int i = 0; i < each.length; i++) {
      seedNoise(mode);
      float[] epsilon = passes.forward(inputs(examples, i, i + 1), 1, mode);
      each[i] = losses.example(epsilon, 0, examples, i, 1, epsilon);
      passes.backward(epsilon, 1, mode, flat);
      noisyPasses += mode == Mode.INFERENCE ? 0 : 1;
      flatLayout.gatherParameters(flat.array(), gradient);
      norms[i] = gradient.norm();
      if (!(norms[i] <= Double.MAX_VALUE)) {
        throw new NumericalException(
            "the gradient of example " + i + " is not finite, so it has no norm to bound");
      }
      use.accept(norms[i]);
    }
    return new ClippedGradient(each, norms);
  }

  /** {@return an independent model on a clone of the network} */
  @Override
  public Dl4jModel copy() {
    requireOpen();
    Model clone =
        network instanceof MultiLayerNetwork chain
            ? chain.clone()
            : ((ComputationGraph) network).clone();
    Dl4jModel copy = new Dl4jModel(clone, planOf(clone), layout, inputShape);
    copy.noise = noise;
    copy.noisyPasses = noisyPasses;
    return copy;
  }

  private static NetworkPlan planOf(Model network) {
    return network instanceof MultiLayerNetwork chain
        ? NetworkPlan.of(chain.getLayerWiseConfigurations())
        : NetworkPlan.of(((ComputationGraph) network).getConfiguration());
  }

  /** Ends the model; the network stays as it is, its memory is its own. */
  @Override
  public void close() {
    closed = true;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
  }

  private void requireInputs(Examples examples) {
    requireOpen();
    Shapes.requireSame(
        "the network",
        "one example",
        examples.inputShape().stream().mapToInt(Integer::intValue).toArray(),
        "its input",
        inputShape);
  }

  private void requireParameters(ParameterVector vector, String name) {
    Require.sameLength(vector.length(), parameterCount(), name, "the network's parameters");
  }

  @Override
  public String toString() {
    return "DL4J network, "
        + inputShape()
        + " -> "
        + outputShape()
        + ", "
        + parameterCount()
        + " parameters, "
        + loss();
  }
}
