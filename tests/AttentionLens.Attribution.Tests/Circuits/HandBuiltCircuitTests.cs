using AttentionLens.Engine;
using AttentionLens.Heads;
using AttentionLens.Testing.Circuits;

namespace AttentionLens.Attribution.Tests.Circuits;

/// <summary>Models of which it is known what every head does and what decides: detectors name what was planted and nothing else, and attribution methods find what decides.</summary>
public sealed class HandBuiltCircuitTests
{
    // All others must find what decides. Where a circuit is named, they are exempt from that one alone.
    private static readonly (Type Method, string? Circuit, string Reason)[] Exempt =
    [
        (typeof(PathPatchingMethod), null, "explains heads"),
        (typeof(HeadIntegratedGradientsMethod), null, "explains heads"),
        (typeof(GlobEncMethod), null, "needs a block of another kind"),
        (typeof(TunedLensMethod), null, "needs a trained file"),
        (typeof(LogitLensMethod), null, "says what each position would answer, not what the answer comes from"),
        (typeof(RawAttentionMethod), null, "counts heads that look and say nothing"),
        (typeof(RolloutMethod), null, "counts heads that look and say nothing"),
        (typeof(AttentionFlowMethod), null, "counts heads that look and say nothing"),
        (typeof(InternalInfluenceMethod), null, "adds slopes up over the width, and before a LayerNorm they add up to nothing"),
        (typeof(SmoothGradMethod), null, "its noise is as large as a feature, so that heads look elsewhere"),
        (typeof(AltiMethod), "induction", "explains the vector at the last position, which also holds what stands before it"),
        (typeof(ActivationPatchingMethod), "induction", "gives one position back at a time, and the circuit needs three"),
        (typeof(AttributionPatchingMethod), "induction", "gives one position back at a time, and the circuit needs three"),
    ];

    // By default they explain the output of the block, where the last position has been told.
    private static readonly Type[] OfLayers = [typeof(ConductanceMethod), typeof(ActivationPatchingMethod), typeof(AttributionPatchingMethod)];

    public static TheoryData<string> Circuits => LoadedCircuit.Names;

    public static TheoryData<string, Type> Methods
    {
        get
        {
            TheoryData<string, Type> methods = [];
            foreach (string circuit in (ReadOnlySpan<string>)["copying", "induction"])
            {
                foreach (Type type in typeof(AttributionPlugin).Assembly.GetExportedTypes()
                    .Where(type => type.IsSubclassOf(typeof(AttributionMethod)) && !type.IsAbstract && !IsExempt(type, circuit))
                    .OrderBy(type => type.Name, StringComparer.Ordinal))
                {
                    methods.Add(circuit, type);
                }
            }

            return methods;
        }
    }

    [Theory]
    [MemberData(nameof(Circuits))]
    public async Task Model_EveryInput_GivesTheAnswer(string name)
    {
        await using LoadedCircuit loaded = await LoadedCircuit.LoadAsync(name);
        for (int input = 0; input < loaded.Circuit.Inputs.Length; input++)
        {
            using ModelRun run = await loaded.Model.RunAsync(loaded.Batch(input), RunPlan.OutputOnly);

            float[] logits = run.Output.Values[^run.Output.Shape[2]..].ToArray();
            Assert.Equal(loaded.Circuit.Inputs[input].Target, Array.IndexOf(logits, logits.Max()));
            Assert.True(logits.Max() > 3);
            Assert.True(logits.Order().ElementAt(logits.Length - 2) < 0.1);
        }
    }

    [Theory]
    [MemberData(nameof(Circuits))]
    public async Task HeadMeasures_PlantedHeads_AreNamedAndNoOthers(string name)
    {
        await using LoadedCircuit loaded = await LoadedCircuit.LoadAsync(name);

        AnalysisReport report = await AnalysisEngine.RunAsync(new AnalysisRequest
        {
            Model = loaded.Model,
            Analyzers = [new AnalyzerSelection(new HeadMeasuresAnalyzer(), "tests")],
            Inputs = loaded.Circuit.Inputs.ToAsyncEnumerable(),
            Report = new ReportSettings { ToolVersion = "1.0" },
        });

        Assert.Equal(
            loaded.Circuit.Heads.Select(head => (RuleOf(head.Role), $"blocks.{head.Layer}.attn.pattern/head {head.Head}")).Order(),
            report.Findings.Select(finding => (finding.Descriptor.Id, finding.Address.ToString())).Order());
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task AttributeAsync_EachMethod_FindsWhatDecidesInEveryInput(string name, Type type)
    {
        await using LoadedCircuit loaded = await LoadedCircuit.LoadAsync(name);
        AttributionMethod method = (AttributionMethod)Activator.CreateInstance(type)!;
        for (int input = 0; input < loaded.Circuit.Inputs.Length; input++)
        {
            InputBatch batch = loaded.Batch(input);
            AttributionResult result = await AttributionRunner.AttributeAsync(new AttributionRequest
            {
                Model = loaded.Model,
                Batch = batch,
                Method = method,
                Rules = [new AttnLrpRules()],
                Options = OfLayers.Contains(type) ? [KeyValuePair.Create("hook", "blocks.0.resid_pre")] : type == typeof(NamedRulesMethod) ? [KeyValuePair.Create("rules", "attnlrp")] : [],
            });

            // The last position is where the answer is read; everybody finds it.
            float[] scores = result.Scores.Row(0)[..(batch.Length - 1)].ToArray();
            int[] best = [.. Enumerable.Range(0, scores.Length).Where(place => scores[place] == scores.Max())];
            Assert.True(
                best.All(place => loaded.Circuit.Inputs[input].EvidencePositions.Contains(place)),
                $"{method.Descriptor.Name}, input {input}, {string.Join(" ", loaded.Circuit.Inputs[input].EvidencePositions)}: {string.Join(" ", scores)}");
        }
    }

    private static bool IsExempt(Type type, string circuit) =>
        Exempt.Any(exempt => exempt.Method == type && (exempt.Circuit ?? circuit) == circuit);

    private static string RuleOf(PlantedRole role) => role switch
    {
        PlantedRole.Even => "AL1001",
        PlantedRole.PreviousToken => "AL1003",
        PlantedRole.FirstToken => "AL1005",
        PlantedRole.Self => "AL1007",
        _ => "AL1002",
    };
}
