using AttentionLens.Decoders.Tests.Models;
using AttentionLens.Models;

namespace AttentionLens.Decoders.Tests.Laws;

/// <summary>What an example gives depends neither on what stands beside it nor on where its padding is.</summary>
public sealed class PaddingTests : DecoderTest
{
    private const double Tolerance = 3e-6;

    public static TheoryData<string> Names => SmallDecoders.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void RunAsync_Batch_EqualsItsExamplesAlone(string name)
    {
        TransformerModel model = Load(name);
        InputBatch batch = Decoder.Batch(model, Inputs);
        float[] together = Decoder.Output(model, batch);
        for (int example = 0; example < batch.Size; example++)
        {
            float[] alone = Decoder.Output(model, Decoder.Batch(model, Inputs[example]));

            Decoder.AssertClose(alone, together.AsSpan(example * (together.Length / batch.Size), alone.Length), Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void RunAsync_PaddingAtEitherEnd_ChangesNothing(string name)
    {
        TransformerModel model = Load(name);
        foreach (LensInput input in Inputs)
        {
            float[] alone = Decoder.Output(model, Decoder.Batch(model, input));
            foreach ((int left, int right) in ((int, int)[])[(0, 3), (4, 0), (2, 1)])
            {
                LensInput padded = new()
                {
                    Ids = [.. new int[left], .. input.Ids, .. new int[right]],
                    AttentionMask = [.. new bool[left], .. input.Ids.Select(_ => true), .. new bool[right]],
                };

                float[] output = Decoder.Output(model, Decoder.Batch(model, padded));

                int row = model.Output == ModelOutput.SequenceLogits ? 0 : alone.Length / input.Ids.Length;
                Decoder.AssertClose(alone, output.AsSpan(left * row, alone.Length), Tolerance);
                Assert.All(output, value => Assert.True(float.IsFinite(value)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void RunAsync_LaterToken_ChangesNoBitOfEarlierPositions(string name)
    {
        TransformerModel model = Load(name);
        LensInput input = Inputs[0] with { Labels = default };
        RunPlan plan = Decoder.Capture("ln_final");
        using ModelRun run = Decoder.Run(model, Decoder.Batch(model, input), plan);
        using ModelRun other = Decoder.Run(model, Decoder.Batch(model, input with { Ids = input.Ids.SetItem(4, 13) }), plan);

        float[] before = run.Captured(HookName.Parse("ln_final")).Values.ToArray();
        float[] after = other.Captured(HookName.Parse("ln_final")).Values.ToArray();

        int width = model.Card.Width;
        Assert.Equal(before[..(4 * width)], after[..(4 * width)]);
        Assert.NotEqual(before[(4 * width)..(5 * width)], after[(4 * width)..(5 * width)]);
    }

    [Theory]
    [InlineData("gpt2, classifier")]
    [InlineData("llama, classifier")]
    public void RunAsync_Classifier_ReadsTheLastPositionThatIsSeen(string name)
    {
        float[] score = [];
        TransformerModel model = Load(name, tensors => score = tensors["score.weight"].Values);
        InputBatch batch = Decoder.Batch(model, Inputs);

        using ModelRun run = Decoder.Run(model, batch, Decoder.Capture("ln_final"));

        int width = model.Card.Width;
        for (int example = 0; example < batch.Size; example++)
        {
            int place = (example * batch.Length) + Inputs[example].Ids.Length - 1;
            float[] last = run.Captured(HookName.Parse("ln_final")).Values.Slice(place * width, width).ToArray();
            float[] expected = [.. score.Chunk(width).Select(row => (float)row.Zip(last).Sum(pair => (double)pair.First * pair.Second))];
            Decoder.AssertClose(expected, run.Output.Values.Slice(example * SmallDecoders.Classes, SmallDecoders.Classes), Tolerance);
        }
    }
}
