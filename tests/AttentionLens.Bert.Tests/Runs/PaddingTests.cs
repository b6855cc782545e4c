using AttentionLens.Bert.Tests.Models;
using AttentionLens.Models;

namespace AttentionLens.Bert.Tests.Runs;

/// <summary>What an example gives does not depend on what stands beside it, nor on what its mask hides.</summary>
public sealed class PaddingTests : BertTest
{
    public static TheoryData<string> Architectures => SmallBert.All;

    [Theory]
    [MemberData(nameof(Architectures))]
    public void RunAsync_Batch_EqualsItsExamplesAlone(string architecture)
    {
        TransformerModel model = Load(architecture);
        InputBatch batch = SmallBert.Batch(model);
        float[] together = SmallBert.Logits(model, batch, RunPlan.OutputOnly);
        int perExample = together.Length / batch.Size;
        for (int example = 0; example < batch.Size; example++)
        {
            float[] alone = SmallBert.Logits(model, SmallBert.Batch(model, [SmallBert.Inputs[example]]), RunPlan.OutputOnly);

            AssertClose(alone, together.AsSpan(example * perExample, alone.Length), 2e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public void RunAsync_TokensThatTheMaskHides_ChangeNoBitOfTheOthers(string architecture)
    {
        TransformerModel model = Load(architecture);
        bool[] mask = [false, false, true, true, false, true, false];
        LensInput some = new() { Ids = [0, 0, 2, 5, 7, 3, 0], AttentionMask = [.. mask] };
        LensInput other = some with { Ids = [9, 1, 2, 5, 16, 3, 4], TokenTypes = [1, 1, 0, 0, 1, 0, 1] };

        using ModelRun first = SmallBert.Run(model, SmallBert.Batch(model, [some]), SmallBert.Capture("blocks.1.resid_post"));
        using ModelRun second = SmallBert.Run(model, SmallBert.Batch(model, [other]), SmallBert.Capture("blocks.1.resid_post"));

        LensTensor one = first.Captured(HookName.Parse("blocks.1.resid_post"));
        LensTensor two = second.Captured(HookName.Parse("blocks.1.resid_post"));
        int width = model.Card.Width;
        for (int position = 0; position < mask.Length; position++)
        {
            float[] expected = one.Values.Slice(position * width, width).ToArray();
            float[] found = two.Values.Slice(position * width, width).ToArray();
            Assert.Equal(mask[position], expected.SequenceEqual(found));
        }
    }

    [Fact]
    public void RunAsync_PaddingGivenOrAdded_GivesTheSameBits()
    {
        TransformerModel model = Load("BertForMaskedLM");
        LensInput given = SmallBert.Inputs[1] with
        {
            Ids = [2, 7, 3, 8, 0, 0],
            TokenTypes = [0, 0, 1, 1, 0, 0],
            AttentionMask = [true, true, true, true, false, false],
            Labels = default,
        };

        Assert.Equal(
            SmallBert.Logits(model, SmallBert.Batch(model, [SmallBert.Inputs[0], SmallBert.Inputs[1]]), RunPlan.OutputOnly),
            SmallBert.Logits(model, SmallBert.Batch(model, [SmallBert.Inputs[0], given]), RunPlan.OutputOnly));
    }

    [Fact]
    public void RunAsync_LeftPadding_ExplainsTheLastTokenThatIsSeen()
    {
        TransformerModel model = Load("BertForMaskedLM");
        InputBatch batch = SmallBert.Batch(model, [new LensInput { Ids = [0, 0, 2, 5, 3, 0], AttentionMask = [false, false, true, true, true, false] }]);

        using ModelRun run = SmallBert.Run(model, batch, new RunPlan { Backward = new BackwardPlan { Objective = new LogitObjective(4) } });

        Assert.Equal(run.Output.Values[(4 * BertFolder.Vocabulary) + 4], (float)run.ObjectiveValues[0]);
        Assert.Equal((2, 3), (batch.Examples[0].Start, batch.Examples[0].Length));
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public void ForExample_PaddedBatch_IsTheExampleAlone(string architecture)
    {
        TransformerModel model = Load(architecture);
        List<float[]> together = Slices(model, SmallBert.Batch(model), example: 1);
        List<float[]> alone = Slices(model, SmallBert.Batch(model, [SmallBert.Inputs[1]]), example: 0);

        Assert.Equal(model.Hooks.Count, together.Count);
        for (int hook = 0; hook < together.Count; hook++)
        {
            AssertClose(alone[hook], together[hook], 5e-6);
        }
    }

    private static List<float[]> Slices(TransformerModel model, InputBatch batch, int example)
    {
        List<float[]> slices = [];
        using ModelRun run = SmallBert.Run(model, batch, new RunPlan
        {
            Subscriptions = [new HookSubscription(HookSelector.Parse("*"), (in HookContext context) =>
            {
                float[] values = new float[(int)context.ForExample(example).FlattenedLength];
                context.ForExample(example).FlattenTo(values);
                slices.Add(values);
            })],
        });
        return slices;
    }
}
