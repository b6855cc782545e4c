using AttentionLens.EncoderDecoders.Tests.Models;
using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.EncoderDecoders.Tests.Runs;

/// <summary>What each family knows of positions.</summary>
public sealed class PositionTests
{
    [Theory]
    [InlineData("marian")]
    [InlineData("marian headless")]
    public async Task PositionEmbedding_Marian_IsSinesThenCosines(string variant)
    {
        await using TransformerModel model = SmallModel.Load(variant, ("d_model", 6), ("encoder_attention_heads", 2), ("decoder_attention_heads", 1));

        using ModelRun run = SmallModel.Run(model, SmallModel.Batch(model), SmallModel.Capture("*.pos_embed"));

        ReadOnlySpan<float> row = run.Captured(HookName.Parse("decoder.pos_embed")).Values.Slice(2 * 6, 6);
        double second = 2 / Math.Pow(10000, 1 / 3.0);
        double third = 2 / Math.Pow(10000, 2 / 3.0);
        float[] expected = [.. new[] { Math.Sin(2), Math.Sin(second), Math.Sin(third), Math.Cos(2), Math.Cos(second), Math.Cos(third) }.Select(value => (float)value)];
        SmallModel.AssertClose(expected, row, 1e-6);
        Assert.Equal(3 * 7 * 6, run.Captured(HookName.Parse("encoder.pos_embed")).Values.Length);
    }

    [Fact]
    public async Task PositionEmbedding_OddWidth_HasOneSineMore()
    {
        await using TransformerModel model = SmallModel.Load("marian");

        using ModelRun run = SmallModel.Run(model, SmallModel.Batch(model), SmallModel.Capture("encoder.pos_embed"));

        ReadOnlySpan<float> first = run.Captured(HookName.Parse("encoder.pos_embed")).Values[..9];
        Assert.Equal([0, 0, 0, 0, 0, 1, 1, 1, 1], first.ToArray());
    }

    [Fact]
    public async Task PositionEmbedding_Bart_BeginsAtTheThirdRow()
    {
        await using TransformerModel model = SmallModel.Load("bart");
        Parameter table = model.Parameters.Single(parameter => parameter.Name == "model.encoder.embed_positions.weight");
        float[] rows = new float[table.Length];
        table.Read(rows);

        using ModelRun run = SmallModel.Run(model, SmallModel.Batch(model), SmallModel.Capture("encoder.pos_embed"));

        Assert.Equal(rows.AsSpan(2 * 12, 7 * 12).ToArray(), run.Captured(HookName.Parse("encoder.pos_embed")).Values[..(7 * 12)].ToArray());
        Assert.Equal((SmallFolder.Positions + 2) * 12, table.Length);
    }

    [Theory]
    [InlineData("bart", 1.0)]
    [InlineData("marian headless", 3.0)]
    public async Task Embedding_Scaled_HoldsTheProduct(string variant, double root)
    {
        await using TransformerModel model = SmallModel.Load(variant);
        Parameter table = model.Parameters[0];
        float[] rows = new float[table.Length];
        table.Read(rows);
        int width = model.Card.Width;
        float scale = variant == "bart" ? MathF.Sqrt(12) : (float)root;

        using ModelRun run = SmallModel.Run(model, SmallModel.Batch(model), SmallModel.Capture("decoder.embed"));

        float[] expected = [.. rows.AsSpan(2 * width, width).ToArray().Select(value => value * scale)];
        SmallModel.AssertClose(expected, run.Captured(HookName.Parse("decoder.embed")).Values[..width], 1e-6);
    }

    // Buckets of 32 with a longest distance of 128, as the released models have them: in both directions 16 each, 8 of them exact.
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 17, 0)]
    [InlineData(-1, 1, 1)]
    [InlineData(7, 23, 0)]
    [InlineData(-7, 7, 7)]
    [InlineData(-8, 8, 8)]
    [InlineData(-12, 9, 12)]
    [InlineData(-15, 9, 15)]
    [InlineData(-16, 10, 16)]
    [InlineData(-22, 10, 18)]
    [InlineData(-23, 11, 18)]
    [InlineData(32, 28, 0)]
    [InlineData(-64, 14, 26)]
    [InlineData(-127, 15, 31)]
    [InlineData(-139, 15, 31)]
    [InlineData(139, 31, 0)]
    public async Task Scores_T5WithoutQueries_AreTheBucketsOfDistances(int relative, int inEncoder, int inDecoder)
    {
        const int Length = 140;
        await using TransformerModel model = SmallModel.Load("t5", ("relative_attention_num_buckets", 32), ("relative_attention_max_distance", 128));
        foreach (Parameter parameter in model.Parameters)
        {
            if (parameter.Name.EndsWith("SelfAttention.q.weight", StringComparison.Ordinal))
            {
                parameter.Write(new float[parameter.Length]);
            }
            else if (parameter.Name.EndsWith("relative_attention_bias.weight", StringComparison.Ordinal))
            {
                parameter.Write([.. Enumerable.Range(0, parameter.Length).Select(index => (float)(index / 2))]);
            }
        }

        int query = relative > 0 ? 0 : -relative;
        LensInput input = new() { Ids = [.. new int[Length]], DecoderIds = [.. new int[Length]] };

        using ModelRun run = SmallModel.Run(model, Family.Batch(model, input), SmallModel.Capture("*.attn.scores"));

        int pair = (query * Length) + query + relative;
        Assert.Equal(inEncoder, run.Captured(HookName.Parse("encoder.blocks.0.attn.scores")).Values[pair]);
        Assert.Equal(inEncoder, run.Captured(HookName.Parse("encoder.blocks.1.attn.scores")).Values[pair]);
        float decoder = run.Captured(HookName.Parse("decoder.blocks.0.attn.scores")).Values[pair];
        Assert.Equal(relative > 0 ? float.MinValue : inDecoder, decoder);
    }
}
