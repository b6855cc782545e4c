using AttentionLens.Engine;

namespace AttentionLens.Attribution.Tests.Circuits;

/// <summary>Where it is known by construction what decides, every method that explains positions must find it, in every input.</summary>
public sealed class KeywordCircuitTests
{
    // They explain heads, need another kind of block, or need a file; and slopes before a LayerNorm add up to nothing over the width, which is what internal influence adds up.
    private static readonly Type[] Others =
        [typeof(PathPatchingMethod), typeof(HeadIntegratedGradientsMethod), typeof(GlobEncMethod), typeof(TunedLensMethod), typeof(InternalInfluenceMethod)];

    // By default they explain the output of the block, where the last position has been told.
    private static readonly Type[] OfLayers = [typeof(ConductanceMethod), typeof(ActivationPatchingMethod), typeof(AttributionPatchingMethod)];

    public static TheoryData<Type> Methods =>
    [
        .. typeof(AttributionPlugin).Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(AttributionMethod)) && !type.IsAbstract && !Others.Contains(type))
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    [Fact]
    public async Task Model_KeywordAnywhere_SaysSo()
    {
        await using KeywordCircuit circuit = KeywordCircuit.Build();
        InputBatch batch = circuit.Batch();
        InputBatch without = new([.. batch.Examples.Select(example => example.WithTokens([.. example.Tokens.Select(token => token.Id == KeywordCircuit.Keyword ? token with { Id = 0 } : token)]))]);
        using ModelRun with = await circuit.Model.RunAsync(batch, new RunPlan { Objective = new LogitObjective() });
        using ModelRun none = await circuit.Model.RunAsync(without, new RunPlan { Objective = new LogitObjective() });

        Assert.All(with.ObjectiveValues, value => Assert.InRange(value, 1, 2));
        Assert.All(none.ObjectiveValues, value => Assert.Equal(0, value, 1e-6));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task AttributeAsync_EachMethod_FindsTheKeyword(Type type)
    {
        await using KeywordCircuit circuit = KeywordCircuit.Build();
        InputBatch batch = circuit.Batch();
        AttributionMethod method = (AttributionMethod)Activator.CreateInstance(type)!;
        AttributionResult result = await AttributionRunner.AttributeAsync(new AttributionRequest
        {
            Model = circuit.Model,
            Batch = batch,
            Method = method,
            Rules = [new AttnLrpRules()],
            Options = OfLayers.Contains(type) ? [KeyValuePair.Create("hook", "blocks.0.resid_pre")] : type == typeof(NamedRulesMethod) ? [KeyValuePair.Create("rules", "attnlrp")] : [],
        });

        for (int index = 0; index < batch.Size; index++)
        {
            // The last position is where the answer is read, not what decides it.
            float[] scores = result.Scores.Row(index)[..(batch.Length - 1)].ToArray();
            int keyword = batch.Examples[index].Tokens.ToList().FindIndex(token => token.Id == KeywordCircuit.Keyword);
            Assert.True(scores[keyword] == scores.Max() && scores.Count(score => score == scores[keyword]) == 1, $"{method.Descriptor.Name}, keyword at {keyword}: {string.Join(" ", scores)}");
        }
    }

    [Theory]
    [InlineData(typeof(PathPatchingMethod), "head_scores")]
    [InlineData(typeof(HeadIntegratedGradientsMethod), "head_scores")]
    [InlineData(typeof(AttnLrpMethod), "head_scores", "detail", "layers")]
    [InlineData(typeof(CpLrpMethod), "head_scores", "detail", "layers")]
    public async Task AttributeAsync_MethodOfHeads_FindsTheHeadThatWorks(Type type, string tensor, params string[] option)
    {
        await using KeywordCircuit circuit = KeywordCircuit.Build();
        AttributionResult result = await AttributionRunner.AttributeAsync(new AttributionRequest
        {
            Model = circuit.Model,
            Batch = circuit.Batch(),
            Method = (AttributionMethod)Activator.CreateInstance(type)!,
            Options = option.Length == 0 ? [] : [KeyValuePair.Create(option[0], option[1])],
        });

        TensorValue heads = result.Extras[tensor];
        Assert.Equal([5, 1, 2], heads.Shape.ToArray());
        for (int index = 0; index < heads.Shape[0]; index++)
        {
            Assert.True(heads.Row(index)[KeywordCircuit.Head] > 0.1);
            Assert.Equal(0, heads.Row(index)[1 - KeywordCircuit.Head], 1e-6);
        }
    }
}
