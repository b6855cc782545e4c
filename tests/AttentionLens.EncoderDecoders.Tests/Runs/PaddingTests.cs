using AttentionLens.EncoderDecoders.Tests.Models;
using AttentionLens.Models;

namespace AttentionLens.EncoderDecoders.Tests.Runs;

/// <summary>What an example gives does not depend on what stands beside it, nor on what its masks hide.</summary>
public sealed class PaddingTests
{
    public static TheoryData<string> Variants => SmallModel.All;

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task RunAsync_EverythingCaptured_GivesTheSameOutput(string variant)
    {
        await using TransformerModel model = SmallModel.Load(variant);
        InputBatch batch = SmallModel.Batch(model);

        SmallModel.AssertClose(SmallModel.Output(model, batch), SmallModel.Output(model, batch, SmallModel.Capture("*")), 2e-5);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task ForExample_EachOfABatch_IsTheExampleAloneAtEveryHook(string variant)
    {
        await using TransformerModel model = SmallModel.Load(variant);
        IReadOnlyList<LensInput> inputs = SmallModel.InputsOf(model);
        for (int example = 0; example < inputs.Count; example++)
        {
            List<float[]> together = Slices(model, SmallModel.Batch(model), example);
            List<float[]> alone = Slices(model, Family.Batch(model, inputs[example]), 0);

            Assert.Equal(model.Hooks.Count, together.Count);
            for (int hook = 0; hook < together.Count; hook++)
            {
                SmallModel.AssertClose(alone[hook], together[hook], 1e-5, model.Hooks[hook].Name.Value);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task RunAsync_PaddingGivenOrAdded_GivesTheSameBits(string variant)
    {
        await using TransformerModel model = SmallModel.Load(variant);
        IReadOnlyList<LensInput> inputs = [.. SmallModel.InputsOf(model).Select(input => input with { Labels = default })];
        LensInput given = inputs[1] with { Ids = [7, 3, 8, 0, 0, 0, 0], AttentionMask = [true, true, true, false, false, false, false] };
        LensInput first = inputs[0];
        if (SmallModel.HasDecoder(model))
        {
            first = first with { DecoderIds = [2, 7, 11, 0, 0], DecoderMask = [true, true, true, false, false] };
        }

        float[] added = SmallModel.Output(model, Family.Batch(model, inputs[0], inputs[1]));
        float[] stated = SmallModel.Output(model, Family.Batch(model, first, given));

        // Rows of padding differ: they come from other ids. What is attended to does not.
        int rows = SmallModel.HasDecoder(model) ? 5 : 7;
        int width = added.Length / (2 * rows);
        int valid = SmallModel.HasDecoder(model) ? 3 : 7;
        Assert.Equal(added[..(valid * width)], stated[..(valid * width)]);
    }

    [Theory]
    [InlineData("t5")]
    [InlineData("t5 tied")]
    public async Task RunAsync_PaddingOnTheLeft_ChangesNothingWherePositionsAreRelative(string variant)
    {
        await using TransformerModel model = SmallModel.Load(variant);
        LensInput plain = new() { Ids = [5, 9, 16, 4], DecoderIds = [2, 7, 11] };
        LensInput padded = new()
        {
            Ids = [0, 0, 5, 9, 16, 4],
            AttentionMask = [false, false, true, true, true, true],
            DecoderIds = [3, 2, 7, 11],
            DecoderMask = [false, true, true, true],
        };

        float[] expected = SmallModel.Output(model, Family.Batch(model, plain));
        float[] found = SmallModel.Output(model, Family.Batch(model, padded));

        SmallModel.AssertClose(expected, found.AsSpan(SmallFolder.Vocabulary), 5e-6);
    }

    private static List<float[]> Slices(TransformerModel model, InputBatch batch, int example)
    {
        List<float[]> slices = [];
        HookReader reader = (in HookContext context) =>
        {
            float[] values = new float[(int)context.ForExample(example).FlattenedLength];
            context.ForExample(example).FlattenTo(values);
            slices.Add(values);
        };
        SmallModel.Run(model, batch, new RunPlan { Subscriptions = [new HookSubscription(HookSelector.Parse("*"), reader)] }).Dispose();
        return slices;
    }
}
