using AttentionLens.Bert.Tests.Models;
using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Bert.Tests.Hooks;

/// <summary>The gradient at every hook point against differences of the model run with a small edit there.</summary>
public sealed class HookGradientTests : BertTest
{
    private const float Step = 0.01f;
    private static readonly LogProbabilityObjective Target = new(1) { Position = 2 };

    public static TheoryData<string> Architectures => SmallBert.WithLogits;

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Gradient_EveryHook_EqualsDifferences(string architecture)
    {
        TransformerModel model = Load(architecture);
        InputBatch batch = SmallBert.Batch(model);
        using ModelRun run = SmallBert.Run(model, batch, new RunPlan
        {
            Backward = new BackwardPlan { Objective = Target, Capture = SmallBert.Selectors("*") },
        });
        SeededRandom random = new(17);
        foreach (HookPoint hook in model.Hooks)
        {
            float[] gradient = run.Gradient(hook.Name).Values.ToArray();
            double length = Math.Sqrt(gradient.Sum(value => (double)value * value));
            Assert.True(length > 1e-4, $"{hook.Name}: a gradient of length {length:G3}");
            for (int index = 0; index < 6; index++)
            {
                // Some directions lean on the gradient: in many dimensions a random one hardly meets it.
                float[] direction = Direction(random, gradient, index % 2 == 0 ? 0 : 1 / length);
                double expected = direction.Zip(gradient, (a, b) => (double)a * b).Sum();
                double found = (Objective(model, batch, hook, direction, Step) - Objective(model, batch, hook, direction, -Step)) / (2 * Step);
                Assert.True(Math.Abs(expected - found) <= (0.01 * length) + 2e-4, $"{hook.Name}: gradient {expected:G5}, difference {found:G5}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Gradient_OneHookAtATime_EqualsThatOfAllTogether(string architecture)
    {
        TransformerModel model = Load(architecture);
        InputBatch batch = SmallBert.Batch(model);
        using ModelRun all = SmallBert.Run(model, batch, Backward("*"));
        foreach (HookPoint hook in model.Hooks)
        {
            using ModelRun one = SmallBert.Run(model, batch, Backward(hook.Name.Value));
            AssertClose(all.Gradient(hook.Name).Values, one.Gradient(hook.Name).Values, 1e-5);
        }
    }

    [Fact]
    public void Gradient_TwoNamesOfOneValue_AreTheSame()
    {
        TransformerModel model = Load("BertForMaskedLM");

        using ModelRun run = SmallBert.Run(model, SmallBert.Batch(model), Backward("*.resid_*"));

        float[] after = run.Gradient(HookName.Parse("blocks.0.resid_post")).Values.ToArray();
        Assert.Contains(after, value => value != 0);
        Assert.Equal(after, run.Gradient(HookName.Parse("blocks.1.resid_pre")).Values.ToArray());
    }

    [Fact]
    public void Gradient_HeadlessModel_IsRefused()
    {
        TransformerModel model = Load("BertModel");

        AssertRefused(() => SmallBert.Run(model, SmallBert.Batch(model), Backward("embed")), "not logits");
    }

    [Fact]
    public void Gradient_ObjectiveOfOneExample_DoesNotReachTheOthers()
    {
        TransformerModel model = Load("BertForSequenceClassification");
        InputBatch batch = SmallBert.Batch(model);
        InputBatch first = SmallBert.Batch(model, [SmallBert.Inputs[0]]);

        using ModelRun together = SmallBert.Run(model, batch, Backward("embed"));
        using ModelRun alone = SmallBert.Run(model, first, Backward("embed"));

        float[] single = alone.Gradient(HookName.Parse("embed")).Values.ToArray();
        AssertClose(single, together.Gradient(HookName.Parse("embed")).Values[..single.Length], 5e-6);
    }

    private static RunPlan Backward(string pattern) =>
        new() { Backward = new BackwardPlan { Objective = Target, Capture = SmallBert.Selectors(pattern) } };

    private static double Objective(TransformerModel model, InputBatch batch, HookPoint hook, float[] direction, float step)
    {
        RunPlan plan = new()
        {
            Interventions = [new CustomEdit(HookSelector.Of(hook.Name), (in EditContext context) =>
            {
                int index = 0;
                foreach (ref float entry in context.Value)
                {
                    entry += step * direction[index++];
                }
            })],
            Backward = new BackwardPlan { Objective = Target },
        };
        using ModelRun run = SmallBert.Run(model, batch, plan);
        return run.ObjectiveValues.Sum();
    }

    private static float[] Direction(SeededRandom random, float[] gradient, double lean)
    {
        double[] direction = [.. gradient.Select(_ => random.NextNormal())];
        double length = Math.Sqrt(direction.Sum(value => value * value));
        return [.. direction.Select((value, index) => (float)((value / length) + (lean * gradient[index])))];
    }
}
