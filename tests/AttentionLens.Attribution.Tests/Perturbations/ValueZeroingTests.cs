using AttentionLens.Attribution;
using AttentionLens.Engine;

namespace AttentionLens.Tests;

public sealed class ValueZeroingTests
{
    public static TheoryData<string> Families => Attribution.Tests.SeededModel.Names;

    [Theory]
    [MemberData(nameof(Families))]
    public async Task ValueZeroing_EveryLayer_IsWhatThePlainLoopMeasures(string family)
    {
        await using Attribution.Tests.SeededModel seeded = Attribution.Tests.SeededModel.Load(family);

        AttributionResult result = await RunAsync(seeded, maxRows: 7);

        InputBatch batch = seeded.Batch();
        foreach ((string name, string stack, string keys) in Kinds(seeded.Model))
        {
            TensorValue map = result.Extras[name];
            (int layers, int queries, int columns) = (map.Shape[1], map.Shape[2], map.Shape[3]);
            for (int example = 0; example < batch.Size; example++)
            {
                for (int layer = 0; layer < layers; layer++)
                {
                    double[][] own = await LoopAsync(seeded.Model, batch, example, layer, stack, stack);
                    double[][] other = name is "decoder_matrix" or "cross_matrix" ? await LoopAsync(seeded.Model, batch, example, layer, stack, "encoder") : [.. own.Select(_ => Array.Empty<double>())];
                    for (int query = 0; query < queries; query++)
                    {
                        double sum = own[query].Sum() + other[query].Sum();
                        for (int key = 0; key < columns; key++)
                        {
                            double distance = keys == stack ? own[query][key] : other[query][key];
                            double share = sum > 0 ? distance / sum : 0;
                            Assert.Equal(share, map.Row(example)[(((layer * queries) + query) * columns) + key], 2e-3);
                        }
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public async Task ValueZeroing_Scores_AddUpToOne(string family)
    {
        await using Attribution.Tests.SeededModel seeded = Attribution.Tests.SeededModel.Load(family);

        AttributionResult result = await RunAsync(seeded);

        // Of an image the position of [CLS] has no score.
        for (int example = 0; example < result.Targets.Length; example++)
        {
            double sum = Sum(result.Scores.Row(example)) + (result.Extras.TryGetValue("decoder_scores", out TensorValue? written) ? Sum(written.Row(example)) : 0);
            Assert.InRange(sum, seeded.Model.Card.Family is "vit" or "deit" ? 0.01 : 1 - 1e-6, 1 + 1e-6);
        }
    }

    [Theory]
    [InlineData("gpt2")]
    [InlineData("llama")]
    [InlineData("mistral")]
    public async Task ValueZeroing_CausalModel_TakesNothingFromLaterPositions(string family)
    {
        await using Attribution.Tests.SeededModel seeded = Attribution.Tests.SeededModel.Load(family);

        TensorValue map = (await RunAsync(seeded)).Extras["matrix"];

        int positions = map.Shape[^1];
        Assert.All(Enumerable.Range(0, map.Values.Length), index => Assert.True(index % positions <= index / positions % positions || map.Values[index] == 0));
        Assert.Contains(Enumerable.Range(0, map.Values.Length), index => index % positions < index / positions % positions && map.Values[index] > 0.01);
    }

    [Theory]
    [InlineData("bert")]
    [InlineData("gpt2")]
    public async Task ValueZeroing_AllLayers_MultipliesTheirMaps(string family)
    {
        await using Attribution.Tests.SeededModel seeded = Attribution.Tests.SeededModel.Load(family);

        AttributionResult result = await RunAsync(seeded);

        TensorValue map = result.Extras["matrix"];
        int positions = map.Shape[^1];
        int read = family == "gpt2" ? positions - 1 : 0;
        ReadOnlySpan<float> layers = map.Row(0);
        for (int key = 0; key < positions; key++)
        {
            double expected = 0;
            for (int between = 0; between < positions; between++)
            {
                expected += (double)layers[(((1 * positions) + read) * positions) + between] * layers[(between * positions) + key];
            }

            Assert.Equal(expected, result.Scores.Row(0)[key], 1e-6);
        }
    }

    [Theory]
    [InlineData("bert", "matrix", 0)]
    [InlineData("gpt2", "matrix", 5)]
    [InlineData("t5", "cross_matrix", 2)]
    public async Task ValueZeroing_OneLayer_ReadsItsMap(string family, string name, int row)
    {
        await using Attribution.Tests.SeededModel seeded = Attribution.Tests.SeededModel.Load(family);

        AttributionResult result = await RunAsync(seeded, options: ("layer", "1"));

        TensorValue map = result.Extras[name];
        int keys = map.Shape[^1];
        Assert.Equal(map.Row(0).Slice(((1 * map.Shape[2]) + row) * keys, keys), result.Scores.Row(0));
    }

    [Fact]
    public async Task ValueZeroing_RowsTogetherOrAlone_SaysTheSame()
    {
        await using Attribution.Tests.SeededModel seeded = Attribution.Tests.SeededModel.Load("bart");

        AttributionResult together = await RunAsync(seeded, maxRows: 100);

        AttributionResult alone = await RunAsync(seeded, maxRows: 1);
        Assert.Equal(alone.Scores.Values.ToArray(), together.Scores.Values.ToArray(), (left, right) => Math.Abs(left - right) < 1e-5);
    }

    [Theory]
    [InlineData("2", "expected 0 to 1, or -1 for all 2 layers")]
    [InlineData("0.5", "expected a whole number")]
    public async Task ValueZeroing_LayerThatCannotBe_SaysWhatWould(string layer, string message)
    {
        await using Attribution.Tests.SeededModel seeded = Attribution.Tests.SeededModel.Load("bert");

        LensInputException error = await Assert.ThrowsAsync<LensInputException>(() => RunAsync(seeded, options: ("layer", layer)));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CosineDistance_Rows_IsOneLessTheCosine()
    {
        Assert.Equal(1, CosineDistance.Of([1, 0], [0, 3]), 1e-12);
        Assert.Equal(2, CosineDistance.Of([1, 2], [-2, -4]), 1e-12);
        Assert.Equal(1 - (1 / Math.Sqrt(2)), CosineDistance.Of([5, 0], [1, 1]), 1e-12);
        Assert.Equal(1, CosineDistance.Of([0, 0], [1, 1]));
        Assert.Equal(0, CosineDistance.Of([0, 0], [0, 0]));
        Assert.Equal(5e-9, CosineDistance.Of([1, 0], [1, 1e-4f]), 1e-12);
    }

    [Fact]
    public void OfLayer_PositionThatNothingTurns_KeepsItself()
    {
        ContextMixing layer = ContextMixing.OfLayer(new Matrix(3, 3), null, [true, true, false]);

        Assert.Equal(1, layer.Own[1, 1]);
        Assert.Equal(0, layer.Own[1, 0]);
        Assert.Equal(0, layer.Own[2, 2]);
    }

    private static double Sum(ReadOnlySpan<float> row) => row.ToArray().Sum(value => (double)value);

    private static IEnumerable<(string Name, string Stack, string Keys)> Kinds(LensModel model) => model.Hooks.Any(hook => hook.Stack == "decoder")
        ? [("matrix", "encoder", "encoder"), ("decoder_matrix", "decoder", "decoder"), ("cross_matrix", "decoder", "encoder")]
        : [("matrix", string.Empty, string.Empty)];

    private static async Task<double[][]> LoopAsync(LensModel model, InputBatch batch, int example, int layer, string stack, string keys)
    {
        InputBatch single = new([batch.Examples[example]]);
        HookPoint value = model.Hooks.First(hook => hook.Kind == HookKind.Value && hook.Stack == stack && hook.KeyStack == keys && hook.Layer == layer);
        HookName output = model.Hooks.First(hook => hook.Kind == HookKind.ResidualPost && hook.Stack == stack && hook.Layer == layer).Name;
        RunPlan plan = new() { Capture = [HookSelector.Of(output)] };
        using ModelRun clean = await model.RunAsync(single, plan);
        EncodedExample read = single.Examples[0].InStack(stack);
        EncodedExample attended = single.Examples[0].InStack(keys);
        double[][] distances = [.. read.Tokens.Select(_ => new double[attended.Tokens.Length])];
        for (int key = 0; key < attended.Tokens.Length; key++)
        {
            int place = key;
            CustomEdit zero = new(HookSelector.Of(value.Name), (in EditContext context) =>
            {
                Span<float> values = FlatSpan.Of(context.Value);
                int width = values.Length / attended.Tokens.Length;
                values.Slice(place * width, width).Clear();
            });
            using ModelRun changed = await model.RunAsync(single, plan with { Interventions = [zero] });
            for (int query = 0; query < distances.Length; query++)
            {
                distances[query][key] = attended.Mask[key] && read.Mask[query]
                    ? 1 - Cosine(LensRow.Of(clean.Captured(output), 0, query), LensRow.Of(changed.Captured(output), 0, query))
                    : 0;
            }
        }

        return distances;
    }

    private static double Cosine(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        (double product, double leftSquare, double rightSquare) = (0, 0, 0);
        for (int index = 0; index < left.Length; index++)
        {
            product += (double)left[index] * right[index];
            leftSquare += (double)left[index] * left[index];
            rightSquare += (double)right[index] * right[index];
        }

        return product / Math.Sqrt(leftSquare * rightSquare);
    }

    private static async Task<AttributionResult> RunAsync(Attribution.Tests.SeededModel seeded, int? maxRows = null, params IEnumerable<(string Key, string Value)> options) =>
        await AttributionRunner.AttributeAsync(new AttributionRequest
        {
            Model = seeded.Model,
            Batch = seeded.Batch(),
            Method = new ValueZeroingMethod(),
            MaxRows = maxRows,
            Options = [.. options.Select(option => KeyValuePair.Create(option.Key, option.Value))],
        });
}
