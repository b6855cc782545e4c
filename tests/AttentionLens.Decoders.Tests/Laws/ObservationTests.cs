using AttentionLens.Decoders.Tests.Models;
using AttentionLens.Models;

namespace AttentionLens.Decoders.Tests.Laws;

/// <summary>Looking changes nothing, and a run goes on from any stage as if it had never stopped.</summary>
public sealed class ObservationTests : DecoderTest
{
    private const double Tolerance = 3e-6;

    public static TheoryData<string> Names => SmallDecoders.Names;

    public static TheoryData<string> NamesWithLogits => SmallDecoders.WithLogits;

    [Theory]
    [MemberData(nameof(Names))]
    public void RunAsync_EverythingCaptured_EqualsNothingCaptured(string name)
    {
        TransformerModel model = Load(name);
        InputBatch batch = Decoder.Batch(model, Inputs);
        float[] expected = Decoder.Output(model, batch);

        using ModelRun run = Decoder.Run(model, batch, Decoder.Capture("*"));

        Decoder.AssertClose(expected, run.Output.Values, Tolerance);
        Assert.All(model.Hooks, hook => Assert.NotEmpty(run.Captured(hook.Name).Values.ToArray()));
        foreach (HookPoint hook in model.Hooks)
        {
            using ModelRun single = Decoder.Run(model, batch, Decoder.Capture(hook.Name.Value));

            Decoder.AssertClose(expected, single.Output.Values, Tolerance);
            Decoder.AssertClose(run.Captured(hook.Name).Values, single.Captured(hook.Name).Values, Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(NamesWithLogits))]
    public void RunAsync_Recording_EqualsNotRecording(string name)
    {
        TransformerModel model = Load(name);
        InputBatch batch = Decoder.Batch(model, Inputs);
        float[] expected = Decoder.Output(model, batch);
        foreach (string gradients in (string[])["embed", "*"])
        {
            RunPlan plan = new() { Backward = new BackwardPlan { Objective = new LogitObjective(1), Capture = [HookSelector.Parse(gradients)] } };

            Decoder.AssertClose(expected, Decoder.Output(model, batch, plan), Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void RunAsync_FromEveryStage_GivesTheSameBits(string name)
    {
        TransformerModel model = Load(name);
        LensInput left = new() { Ids = [0, 0, 5, 6, 7, 8, 9], AttentionMask = [false, false, true, true, true, true, true] };
        InputBatch batch = Decoder.Batch(model, [.. Inputs.Select(input => input with { Labels = default }), left]);
        int stages = model.Stages.Length;
        using ModelRun whole = Decoder.Run(model, batch, new RunPlan { KeepStates = [.. Enumerable.Range(0, stages)] });
        for (int stage = 0; stage < stages - 1; stage++)
        {
            using ModelState state = whole.StateAfter(stage);

            Assert.Equal(whole.Output.Values.ToArray(), Decoder.Output(model, batch, from: state));
        }
    }

    [Theory]
    [MemberData(nameof(NamesWithLogits))]
    public void RunAsync_NudgedEmbedding_MovesTheObjectiveAsItsGradientSays(string name)
    {
        const float Step = 1e-2f;
        TransformerModel model = Load(name);
        InputBatch batch = Decoder.Batch(model, Inputs[0]);
        using ModelRun run = Decoder.Run(model, batch, Plan(null));
        float[] gradient = run.Gradient(HookName.Parse("embed")).Values.ToArray();
        float length = MathF.Sqrt(gradient.Sum(value => value * value));
        float[] direction = [.. gradient.Select(value => value / length)];

        double moved = Value(model, batch, direction, Step) - Value(model, batch, direction, -Step);

        Assert.Equal(length, moved / (2 * Step), 2e-2 * length);
    }

    private static RunPlan Plan(Intervention? intervention) => new()
    {
        Interventions = intervention is null ? [] : [intervention],
        Backward = new BackwardPlan { Objective = new LogitObjective(1), Capture = [HookSelector.Parse("embed")] },
    };

    private static double Value(TransformerModel model, InputBatch batch, float[] direction, float step)
    {
        CustomEdit nudge = new(HookSelector.Parse("embed"), (in EditContext context) =>
        {
            int index = 0;
            foreach (ref float value in context.Value)
            {
                value += step * direction[index++];
            }
        });
        using ModelRun run = Decoder.Run(model, batch, Plan(nudge));
        return run.ObjectiveValues[0];
    }
}
