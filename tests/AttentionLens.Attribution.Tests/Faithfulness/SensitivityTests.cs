using AttentionLens.Engine;

namespace AttentionLens.Attribution.Tests.Faithfulness;

/// <summary>Scores under noise on the features.</summary>
public sealed class SensitivityTests
{
    [Theory]
    [InlineData("bert")]
    [InlineData("gpt2")]
    [InlineData("vit")]
    [InlineData("bart")]
    public async Task EvaluateAsync_AnyKindOfMethod_ChangesALittle(string family)
    {
        await using SeededModel seeded = SeededModel.Load(family);

        FaithfulnessResult result = await EvaluateAsync(seeded.Model, seeded.Batch());

        Assert.All(result.Methods, method => Assert.InRange(method.MeanOf(FaithfulnessNames.Sensitivity)!.Value, 1e-6, 2));
        Assert.Null(result.Control.MeanOf(FaithfulnessNames.Sensitivity));
    }

    [Theory]
    [InlineData("bert")]
    [InlineData("gpt2")]
    [InlineData("bart")]
    public async Task EvaluateAsync_AnotherBatch_HasTheSameSensitivities(string family)
    {
        await using SeededModel seeded = SeededModel.Load(family);
        InputBatch batch = seeded.Batch();

        FaithfulnessResult together = await EvaluateAsync(seeded.Model, batch);
        FaithfulnessResult reversed = await EvaluateAsync(seeded.Model, new InputBatch([batch.Examples[1], batch.Examples[0]]));
        FaithfulnessResult alone = await EvaluateAsync(seeded.Model, new InputBatch([batch.Examples[1]]));

        for (int method = 0; method < together.Methods.Length; method++)
        {
            Assert.Equal(Of(together, method, 0), Of(reversed, method, 1), 1e-4);
            Assert.Equal(Of(together, method, 1), Of(reversed, method, 0), 1e-4);
            Assert.Equal(Of(together, method, 1), Of(alone, method, 0), 1e-4);
        }
    }

    [Fact]
    public async Task EvaluateAsync_MoreSamples_NeverLowerIt()
    {
        await using SeededModel seeded = SeededModel.Load("bert");

        FaithfulnessResult one = await EvaluateAsync(seeded.Model, seeded.Batch(), samples: 1);
        FaithfulnessResult five = await EvaluateAsync(seeded.Model, seeded.Batch(), samples: 5);

        Assert.All(Enumerable.Range(0, one.Methods.Length), method => Assert.True(Of(five, method, 0) >= Of(one, method, 0)));
        Assert.Contains(Enumerable.Range(0, one.Methods.Length), method => Of(five, method, 0) > Of(one, method, 0));
    }

    private static double Of(FaithfulnessResult result, int method, int example) =>
        result.Methods[method].Examples[example].Single(measure => measure.Name == FaithfulnessNames.Sensitivity).Value;

    private static async Task<FaithfulnessResult> EvaluateAsync(LensModel model, InputBatch batch, int samples = 2) => await FaithfulnessRunner.EvaluateAsync(
        SampleModel.Request(model, batch, new AttnLrpMethod(), new SaliencyMethod(), new IntegratedGradientsMethod(), new RolloutMethod(), new FeatureAblationMethod()) with { SensitivitySamples = samples });
}
