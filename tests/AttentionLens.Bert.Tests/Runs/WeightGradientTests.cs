using AttentionLens.Bert.Tests.Models;
using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Bert.Tests.Runs;

/// <summary>The gradient of every weight against differences of the loss, and what training makes of it.</summary>
public sealed class WeightGradientTests : BertTest
{
    private const double Step = 0.01;

    public static TheoryData<string> Architectures => SmallBert.WithLogits;

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Train_OnePlainStep_MovesEveryWeightAgainstItsGradient(string architecture)
    {
        TransformerModel model = Load(architecture);
        TransformerModel trained = Load(architecture);

        TrainPlainly(trained);

        SeededRandom random = new(23);
        for (int index = 0; index < model.Parameters.Length; index++)
        {
            Parameter parameter = model.Parameters[index];
            float[] before = Values(parameter);
            float[] after = Values(trained.Parameters[index]);
            double[] gradient = [.. before.Zip(after, (old, now) => (double)old - now)];
            double length = Math.Sqrt(gradient.Sum(value => value * value));
            for (int direction = 0; direction < 3; direction++)
            {
                double[] towards = Direction(random, gradient, direction == 0 ? 0 : 1 / Math.Max(length, 1e-3));
                double expected = towards.Zip(gradient, (a, b) => a * b).Sum();
                double found = (Loss(model, parameter, before, towards, Step) - Loss(model, parameter, before, towards, -Step)) / (2 * Step);
                parameter.Write(before);
                Assert.True(Math.Abs(expected - found) <= (0.01 * length) + 1e-4, $"{parameter.Name}: gradient {expected:G5}, difference {found:G5}");
            }
        }
    }

    [Fact]
    public void Train_TiedDecoder_AddsBothPartsAndStaysTied()
    {
        TransformerModel model = Load("BertForMaskedLM");
        Parameter[] tied = [.. model.Parameters.Where(parameter => parameter.Owner.Name.EndsWith("word_embeddings.weight", StringComparison.Ordinal))];
        float[] before = Values(tied[0]);

        TrainPlainly(model);

        Assert.Equal(2, tied.Length);
        Assert.Equal(Values(tied[0]), Values(tied[1]));

        // Token 15 stands in no input: only the decoder moves it. Token 5 does: both do, which differences of the loss confirm.
        float[] after = Values(tied[0]);
        int width = model.Card.Width;
        Assert.NotEqual(before.AsSpan(15 * width, width).ToArray(), after.AsSpan(15 * width, width).ToArray());
        Assert.NotEqual(before.AsSpan(5 * width, width).ToArray(), after.AsSpan(5 * width, width).ToArray());
    }

    [Fact]
    public void Train_FewSteps_LowersTheLossTheSameWayEveryTime()
    {
        TransformerModel first = Load("BertForSequenceClassification");
        TransformerModel second = Load("BertForSequenceClassification");
        TrainerSettings settings = new(new WarmupSchedule(0.01, 2, 15), new AdamWOptions());
        List<double> losses = [];
        double before = Loss(first, first.Parameters[0], Values(first.Parameters[0]), new double[first.Parameters[0].Length], 0);

        double smoothed = Trainer.Train(first, settings, _ => SmallBert.Inputs, null, CancellationToken.None);
        double again = Trainer.Train(second, settings, _ => SmallBert.Inputs, new Listener(losses), CancellationToken.None);

        Assert.Equal(smoothed, again);
        Assert.Equal(15, losses.Count);
        Assert.Equal(smoothed, losses[^1]);
        Assert.True(Loss(first, first.Parameters[0], Values(first.Parameters[0]), new double[first.Parameters[0].Length], 0) < 0.5 * before);
        Assert.All(first.Parameters.Zip(second.Parameters), pair => Assert.Equal(Values(pair.First), Values(pair.Second)));
    }

    [Fact]
    public void Train_RateTooLarge_IsRefused()
    {
        TransformerModel model = Load("BertForSequenceClassification");
        TrainerSettings settings = new(new WarmupSchedule(1e30, 0, 50), new AdamWOptions());

        AssertRefused(() => Trainer.Train(model, settings, _ => SmallBert.Inputs, null, CancellationToken.None), "loss", "learning rate");
    }

    [Fact]
    public void Train_BatchWithoutExamples_IsRefused()
    {
        TransformerModel model = Load("BertForSequenceClassification");

        AssertRefused(() => Trainer.Train(model, new TrainerSettings(new WarmupSchedule(1, 0, 1), new AdamWOptions()), _ => [], null, CancellationToken.None), "no examples");
    }

    [Fact]
    public void Train_Cancelled_LeavesTheWeightsOfTheLastWholeStep()
    {
        TransformerModel model = Load("BertForSequenceClassification");
        float[] before = Values(model.Parameters[0]);

        Assert.Throws<OperationCanceledException>(() => Trainer.Train(
            model, new TrainerSettings(new WarmupSchedule(1, 0, 5), new AdamWOptions()), _ => SmallBert.Inputs, null, new CancellationToken(canceled: true)));

        Assert.Equal(before, Values(model.Parameters[0]));
    }

    // One step of AdamW without momentum and with a huge epsilon subtracts the gradient itself.
    private static void TrainPlainly(TransformerModel model)
    {
        const float Epsilon = 1e6f;
        AdamWOptions options = new() { Beta1 = 0, Beta2 = 0, Epsilon = Epsilon, WeightDecay = 0, LargestNorm = 0 };
        Trainer.Train(model, new TrainerSettings(new WarmupSchedule(Epsilon, 0, 1), options), _ => SmallBert.Inputs, null, CancellationToken.None);
    }

    private static double Loss(TransformerModel model, Parameter parameter, float[] values, double[] direction, double step)
    {
        parameter.Write([.. values.Zip(direction, (value, towards) => (float)(value + (step * towards)))]);
        RunPlan plan = new() { Backward = new BackwardPlan { Objective = new LossObjective() } };
        using ModelRun run = SmallBert.Run(model, SmallBert.Batch(model), plan);
        return run.ObjectiveValues.Sum();
    }

    private static double[] Direction(SeededRandom random, double[] gradient, double lean)
    {
        double[] direction = [.. gradient.Select(_ => random.NextNormal())];
        double length = Math.Sqrt(direction.Sum(value => value * value));
        return [.. direction.Select((value, index) => (value / length) + (lean * gradient[index]))];
    }

    private static float[] Values(Parameter parameter)
    {
        float[] values = new float[parameter.Length];
        parameter.Read(values);
        return values;
    }

    private sealed class Listener(List<double> losses) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => losses.Add(value.Loss);
    }
}
