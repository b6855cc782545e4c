using AttentionLens.Attribution;
using AttentionLens.Engine;
using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Tests;

/// <summary>How the gradient methods begin and end: progress, cancellation, memory.</summary>
[Collection(Name)]
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class GradientRunTests
{
    private const string Name = "gradient runs";

    private static readonly AttributionMethod[] Methods =
    [
        new SaliencyMethod(),
        new GradientTimesInputMethod(),
        new IntegratedGradientsMethod(),
        new SequentialIntegratedGradientsMethod(),
        new HeadIntegratedGradientsMethod(),
        new ConductanceMethod(),
        new InternalInfluenceMethod(),
        new SmoothGradMethod(),
        new GradientShapMethod(),
        new DeepLiftMethod(),
    ];

    [Theory]
    [MemberData(nameof(SeededModel.All), MemberType = typeof(SeededModel))]
    public async Task AttributeAsync_EveryMethod_ReportsFractionsAndGivesMemoryBack(string family)
    {
        await using TransformerModel model = SeededModel.Load(family);
        foreach (AttributionMethod method in Methods)
        {
            long before = TensorPool.BytesInUse;
            Heard heard = new(_ => { });

            AttributionResult result = await AttributionRunner.AttributeAsync(Request(model, method), heard, CancellationToken.None);

            Assert.Equal(before, TensorPool.BytesInUse);
            Assert.All(heard.Fractions, fraction => Assert.InRange(fraction, 0, 1));
            Assert.Equal(3, result.Scores.Shape[0]);
            Assert.Equal(method.Descriptor.IsComplete, !result.CompletenessDeltas.IsDefault);
        }
    }

    [Fact]
    public async Task AttributeAsync_CancelledHalfWay_StopsAndGivesMemoryBack()
    {
        await using TransformerModel model = SeededModel.Load("bart");
        foreach (AttributionMethod method in Methods.Skip(2))
        {
            long before = TensorPool.BytesInUse;
            using CancellationTokenSource source = new();

            await Assert.ThrowsAsync<OperationCanceledException>(async () =>
                await AttributionRunner.AttributeAsync(Request(model, method), new Heard(_ => source.Cancel()), source.Token));

            Assert.Equal(before, TensorPool.BytesInUse);
        }
    }

    private static AttributionRequest Request(LensModel model, AttributionMethod method) => new()
    {
        Model = model,
        Batch = SeededModel.Batch(model),
        Method = method,
        MaxRows = 4,
    };

    private sealed class Heard(Action<double> then) : IProgress<double>
    {
        public List<double> Fractions { get; } = [];

        public void Report(double value)
        {
            Fractions.Add(value);
            then(value);
        }
    }
}
