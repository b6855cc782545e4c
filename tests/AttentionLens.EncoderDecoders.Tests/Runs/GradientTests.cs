using AttentionLens.EncoderDecoders.Tests.Models;
using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.EncoderDecoders.Tests.Runs;

/// <summary>The gradient at every hook point of both stacks against differences of the model run with a small edit there.</summary>
public sealed class GradientTests
{
    private const double LargestStep = 0.004;
    private static readonly LogProbabilityObjective Target = new(4);

    public static TheoryData<string> Variants => SmallModel.WithLogits;

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task Gradient_EveryHook_EqualsDifferences(string variant)
    {
        await using TransformerModel model = Smooth(variant);
        InputBatch batch = SmallModel.Batch(model);
        using ModelRun run = SmallModel.Run(
            model, batch, new RunPlan { Backward = new BackwardPlan { Objective = Target, Capture = [HookSelector.Parse("*")] } });
        SeededRandom random = new(17);
        foreach (HookPoint hook in model.Hooks)
        {
            float[] gradient = run.Gradient(hook.Name).Values.ToArray();
            double length = Math.Sqrt(gradient.Sum(value => (double)value * value));
            Assert.True(length > 1e-4, $"{hook.Name}: a gradient of length {length:G3}");
            float step = (float)StepAlong(length);
            for (int index = 0; index < 3; index++)
            {
                float[] direction = [.. gradient.Select(value => (float)((0.2 * random.NextNormal()) + (value / length)))];
                double expected = direction.Zip(gradient, (a, b) => (double)a * b).Sum();
                double found = (Objective(model, batch, hook, direction, step) - Objective(model, batch, hook, direction, -step)) / (2 * step);
                Assert.True(Math.Abs(expected - found) <= (0.01 * length) + 5e-4, $"{hook.Name}: gradient {expected:G5}, difference {found:G5}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task Train_OnePlainStep_MovesEveryWeightAgainstItsGradient(string variant)
    {
        await using TransformerModel model = Smooth(variant);
        await using TransformerModel trained = Smooth(variant);
        TrainPlainly(trained);
        for (int index = 0; index < model.Parameters.Length; index++)
        {
            Parameter parameter = model.Parameters[index];
            float[] before = Values(parameter);
            float[] gradient = [.. before.Zip(Values(trained.Parameters[index]), (old, now) => old - now)];
            double length = Math.Sqrt(gradient.Sum(value => (double)value * value));
            Assert.True(length > 1e-4 || IsKeyBias(parameter), $"{parameter.Name}: a gradient of length {length:G3}");
            double step = StepAlong(length);
            double found = (Loss(model, parameter, before, gradient, step / length) - Loss(model, parameter, before, gradient, -step / length)) / (2 * step);
            parameter.Write(before);
            Assert.True(IsKeyBias(parameter) || Math.Abs(length - found) <= (0.01 * length) + 5e-4, $"{parameter.Name}: {length:G5}, difference {found:G5}");
        }
    }

    // Steep is where the objective bends: a step that keeps its change small.
    private static double StepAlong(double length) => LargestStep / Math.Max(1, length);

    // What it adds to the scores of a query is the same for every key.
    private static bool IsKeyBias(Parameter parameter) => parameter.Name.EndsWith("k_proj.bias", StringComparison.Ordinal);

    private static TransformerModel Smooth(string variant) =>
        SmallModel.Load(variant, ("activation_function", "gelu"), ("feed_forward_proj", variant == "t5 tied" ? "gelu" : "gated-gelu"));

    // One step of AdamW without momentum and with a huge epsilon subtracts the gradient itself.
    private static void TrainPlainly(TransformerModel model)
    {
        const float Epsilon = 1e6f;
        AdamWOptions options = new() { Beta1 = 0, Beta2 = 0, Epsilon = Epsilon, WeightDecay = 0, LargestNorm = 0 };
        Trainer.Train(model, new TrainerSettings(new WarmupSchedule(Epsilon, 0, 1), options), _ => SmallModel.Inputs, null, CancellationToken.None);
    }

    private static double Loss(TransformerModel model, Parameter parameter, float[] values, float[] direction, double step)
    {
        parameter.Write([.. values.Zip(direction, (value, towards) => (float)(value + (step * towards)))]);
        using ModelRun run = SmallModel.Run(
            model, SmallModel.Batch(model), new RunPlan { Backward = new BackwardPlan { Objective = new LossObjective() } });
        return run.ObjectiveValues.Sum();
    }

    private static float[] Values(Parameter parameter)
    {
        float[] values = new float[parameter.Length];
        parameter.Read(values);
        return values;
    }

    private static double Objective(TransformerModel model, InputBatch batch, HookPoint hook, float[] direction, float step)
    {
        CustomEdit edit = new(HookSelector.Of(hook.Name), (in EditContext context) =>
        {
            int index = 0;
            foreach (ref float entry in context.Value)
            {
                entry += step * direction[index++];
            }
        });
        using ModelRun run = SmallModel.Run(model, batch, new RunPlan { Interventions = [edit], Backward = new BackwardPlan { Objective = Target } });
        return run.ObjectiveValues.Sum();
    }
}
