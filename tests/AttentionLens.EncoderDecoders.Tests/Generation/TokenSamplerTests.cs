using AttentionLens.EncoderDecoders.Tests.Models;
using AttentionLens.Models;

namespace AttentionLens.EncoderDecoders.Tests.Generation;

/// <summary>Which token is chosen by its logits, and how often.</summary>
public sealed class TokenSamplerTests
{
    private const int Draws = 20000;
    private static readonly float[] Logits = [1, 3, 2, 3, -1, 0.5f];

    [Fact]
    public void Next_NoTemperature_IsTheFirstOfTheLikeliest()
    {
        GeneratedToken token = new TokenSampler(new GenerationOptions()).Next(Logits);

        Assert.Equal(1, token.Id);
        Assert.Equal(Math.Log(Share(1, 1)), token.LogProbability, 1e-6);
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.5)]
    [InlineData(3.0)]
    public void Next_Temperature_DrawsByTheProbabilities(double temperature)
    {
        int[] counts = Counts(new GenerationOptions { Temperature = temperature, Seed = 7 });

        for (int id = 0; id < Logits.Length; id++)
        {
            double share = Share(id, temperature);
            Assert.InRange(counts[id], Draws * share - 5 * Math.Sqrt(Draws * share), Draws * share + 5 * Math.Sqrt(Draws * share));
        }
    }

    [Theory]
    [InlineData(1, 1.0, new[] { 1 })]
    [InlineData(2, 1.0, new[] { 1, 3 })]
    [InlineData(3, 1.0, new[] { 1, 2, 3 })]
    [InlineData(100, 1.0, new[] { 0, 1, 2, 3, 4, 5 })]
    [InlineData(0, 0.01, new[] { 1 })]
    [InlineData(0, 0.5, new[] { 1, 3 })]
    [InlineData(0, 0.85, new[] { 1, 2, 3 })]
    [InlineData(3, 0.5, new[] { 1, 3 })]
    [InlineData(2, 0.99, new[] { 1, 3 })]
    public void Next_Cuts_KeepTheLikeliest(int topK, double topP, int[] expected)
    {
        int[] counts = Counts(new GenerationOptions { Temperature = 1, TopK = topK, TopP = topP });

        Assert.Equal(expected, Enumerable.Range(0, Logits.Length).Where(id => counts[id] > 0));
    }

    [Fact]
    public void Next_SameSeed_DrawsTheSame()
    {
        GenerationOptions options = new() { Temperature = 1, TopP = 0.9, Seed = 3 };

        Assert.Equal(First(options), First(options));
        Assert.NotEqual(First(options), First(options with { Seed = 4 }));
    }

    [Fact]
    public void Next_LogitsThatCannotBe_AreRefused()
    {
        TokenSampler sampler = new(new GenerationOptions());

        SmallModel.AssertRefused(() => sampler.Next([]), "no logits");
        SmallModel.AssertRefused(() => sampler.Next([0, float.NaN]), "token 1");
        SmallModel.AssertRefused(() => sampler.Next([float.PositiveInfinity]), "token 0");
    }

    [Fact]
    public void Options_ThatMakeNoSense_AreRefusedByName()
    {
        Refused(new GenerationOptions { MostTokens = 0 }, nameof(GenerationOptions.MostTokens));
        Refused(new GenerationOptions { Temperature = -1 }, nameof(GenerationOptions.Temperature));
        Refused(new GenerationOptions { Temperature = double.NaN }, nameof(GenerationOptions.Temperature));
        Refused(new GenerationOptions { TopK = -1 }, nameof(GenerationOptions.TopK));
        Refused(new GenerationOptions { TopP = 0 }, nameof(GenerationOptions.TopP));
        Refused(new GenerationOptions { TopP = 1.5 }, nameof(GenerationOptions.TopP));
    }

    private static void Refused(GenerationOptions options, string name) => SmallModel.AssertRefused(() => _ = new TokenSampler(options), name);

    private static double Share(int id, double temperature) =>
        Math.Exp(Logits[id] / temperature) / Logits.Sum(logit => Math.Exp(logit / temperature));

    private static int[] First(GenerationOptions options)
    {
        TokenSampler sampler = new(options);
        return [.. Enumerable.Range(0, 40).Select(_ => sampler.Next(Logits).Id)];
    }

    private static int[] Counts(GenerationOptions options)
    {
        TokenSampler sampler = new(options);
        int[] counts = new int[Logits.Length];
        for (int draw = 0; draw < Draws; draw++)
        {
            counts[sampler.Next(Logits).Id]++;
        }

        return counts;
    }
}
