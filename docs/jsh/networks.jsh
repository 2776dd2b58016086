// A small network, built, printed, trained and differentiated in JShell.
var network = Network.withInput(2).dense(16).tanh().dense(2).build(Seed.of(1));
System.out.print(network);
// Points of a disc of radius 2: class 0 within radius 1, class 1 around it.
var random = SplitMix64.of(Seed.of(2));
var points = new float[2 * 400];
var labels = new int[400];
for (int i = 0; i < 400; i++) {
  double radius = 2 * random.nextDouble(), angle = 2 * Math.PI * random.nextDouble();
  points[2 * i] = (float) (radius * Math.cos(angle));
  points[2 * i + 1] = (float) (radius * Math.sin(angle));
  labels[i] = radius < 1 ? 0 : 1;
}
var examples = Examples.labelled(points, new int[] {2}, labels);
var model = network.model(Loss.SOFTMAX_CROSS_ENTROPY);
var history = Trainer.builder(model, examples).
    batchSize(40).epochs(60).optimizer(Adam.standard()).schedule(Schedule.cosine(0.05)).
    seed(Seed.of(3)).build().train();
System.out.println(history.steps() + " steps, " + history.stopReason());
System.out.println("accuracy above 95 %: " + (Evaluation.accuracy(model, examples) > 0.95));
var norms = model.gradientNorms(examples);
System.out.println(norms.length + " gradient norms");
model.close();
/exit
