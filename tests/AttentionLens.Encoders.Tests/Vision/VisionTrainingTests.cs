using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Encoders.Tests.Vision;

/// <summary>Training of models of images: the gradient of every weight, the patch embedding's, the leading rows' and the positions' among
/// them, against differences of the loss.</summary>
public sealed class VisionTrainingTests
{
    private const float Step = 0.01f;
    private static readonly RunPlan Loss = new() { Backward = new BackwardPlan { Objective = new LossObjective() } };

    public static TheoryData<string> Classifiers =>
        [.. EncoderCase.All.Keys.Where(name => name.Contains("ForImageClassification", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Classifiers))]
    public async Task Train_OneStep_FollowsTheGradientOfEveryWeight(string name)
    {
        EncoderCase one = EncoderCase.All[name];
        await using TransformerModel model = one.Load();
        Dictionary<string, float[]> before = model.Parameters.ToDictionary(parameter => parameter.Name, Values);

        // The first step of Adam is rate · g / (|g| + epsilon); with 1 for both, g can be told from it.
        AdamWOptions options = new() { Epsilon = 1, WeightDecay = 0, LargestNorm = 0 };
        Trainer.Train(model, new TrainerSettings(new WarmupSchedule(1, 1, 1), options), _ => one.Inputs, null, default);
        Dictionary<string, float[]> gradients = model.Parameters.ToDictionary(
            parameter => parameter.Name, parameter => Gradient(before[parameter.Name], Values(parameter)));
        foreach (Parameter parameter in model.Parameters)
        {
            parameter.Write(before[parameter.Name]);
        }

        InputBatch batch = TestModel.Batch(model, one.Inputs);
        SeededRandom random = new(23);
        foreach (Parameter parameter in model.Parameters)
        {
            float[] gradient = gradients[parameter.Name];
            double length = Math.Sqrt(gradient.Sum(value => (double)value * value));

            // Adding the same to all scores of a query changes no pattern.
            if (parameter.Name.EndsWith("key.bias", StringComparison.Ordinal))
            {
                Assert.InRange(length, 0, 1e-5);
                continue;
            }

            Assert.True(length > 1e-4, $"{parameter.Name}: a gradient of length {length:G3}");
            for (int index = 0; index < 4; index++)
            {
                // Some directions lean on the gradient: in many dimensions a random one hardly meets it.
                float[] direction = Direction(random, gradient, index % 2 == 0 ? 0 : 1 / length);
                double expected = gradient.Zip(direction, (a, b) => (double)a * b).Sum();
                double found = (LossAt(model, batch, parameter, before[parameter.Name], direction, Step)
                    - LossAt(model, batch, parameter, before[parameter.Name], direction, -Step)) / (2 * Step);
                Assert.True(Math.Abs(expected - found) <= (0.01 * length) + 2e-4, $"{parameter.Name}: gradient {expected:G5}, difference {found:G5}");
            }
        }
    }

    private static float[] Values(Parameter parameter)
    {
        float[] values = new float[parameter.Length];
        parameter.Read(values);
        return values;
    }

    private static float[] Gradient(float[] before, float[] after) => [.. before.Zip(after, (from, to) =>
    {
        double moved = (double)from - to;
        return (float)(moved / (1 - Math.Abs(moved)));
    })];

    // Of length 1.
    private static float[] Direction(SeededRandom random, float[] gradient, double lean)
    {
        double share = 1 / Math.Sqrt(gradient.Length);
        double[] direction = [.. gradient.Select(value => (share * random.NextNormal()) + (lean * value))];
        double length = Math.Sqrt(direction.Sum(value => value * value));
        return [.. direction.Select(value => (float)(value / length))];
    }

    private static double LossAt(
        TransformerModel model, InputBatch batch, Parameter parameter, float[] values, float[] direction, float step)
    {
        parameter.Write([.. values.Zip(direction, (value, way) => value + (step * way))]);
        using ModelRun run = TestModel.Run(model, batch, Loss);
        parameter.Write(values);
        return run.ObjectiveValues.Sum();
    }
}
