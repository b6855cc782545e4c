using System.Collections.Immutable;
using AttentionLens.Tests;

namespace AttentionLens.Attribution.Tests.Rules;

/// <summary>Every recorded number of AttnLRP and CP-LRP, with several rule sets in one run.</summary>
public sealed class RecordedRelevanceTests
{
    private static readonly (string Name, PropagationRules Rules)[] RuleSets = [("attnlrp", new AttnLrpRules()), ("cplrp", new CpLrpRules())];

    public static TheoryData<string, string> Sets => new()
    {
        { "bert_cls", "a" },
        { "bert_cls", "b" },
        { "bert_mlm", "a" },
        { "bert_mlm", "b" },
        { "gpt2", "a" },
        { "gpt2", "b" },
        { "llama", "a" },
        { "llama", "b" },
        { "vit", "a" },
        { "vit", "b" },
        { "bart", "a" },
        { "bart", "b" },
        { "t5", "a" },
        { "t5", "b" },
    };

    [ReferenceTheory("reference/t5")]
    [MemberData(nameof(Sets))]
    public async Task RunAsync_RecordedExamples_GivesRecordedRelevance(string family, string set)
    {
        await using RecordedFamily recorded = await RecordedFamily.LoadAsync(family);
        BackwardPlan[] passes = [.. RuleSets.Select(rules => new BackwardPlan
        {
            Rules = rules.Rules,
            Capture = [HookSelector.Of(HookKind.Embedding), HookSelector.Of(HookKind.Pattern), .. HiddenStates(recorded)],
        })];

        using ModelRun run = await recorded.Model.RunAsync(
            recorded.Batch(set), new RunPlan { Backward = passes[0], FurtherBackward = [.. passes[1..]] });

        for (int pass = 0; pass < passes.Length; pass++)
        {
            string prefix = $"{set}.{RuleSets[pass].Name}.";
            string[] names = [.. recorded.Numbers.Names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal))];
            Assert.True(names.Length >= 4);
            Assert.All(names, name => Compare(recorded, run, pass, name, name[prefix.Length..]));
        }
    }

    [ReferenceTheory("reference/t5")]
    [InlineData("bert_cls")]
    [InlineData("bert_mlm")]
    [InlineData("gpt2")]
    [InlineData("llama")]
    [InlineData("vit")]
    [InlineData("bart")]
    [InlineData("t5")]
    public async Task RunAsync_WithoutBiases_GivesRecordedRelevance(string family)
    {
        await using RecordedFamily recorded = await RecordedFamily.LoadAsync(family, withoutBiases: true);
        foreach ((string rules, PropagationRules set) in RuleSets)
        {
            string prefix = $"a.{rules}_nobias.";
            string[] names = [.. recorded.Numbers.Names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal))];
            Assert.True(names.Length >= 3);
            BackwardPlan backward = new() { Rules = set, Capture = [HookSelector.Of(HookKind.Embedding), .. HiddenStates(recorded)] };

            using ModelRun run = await recorded.Model.RunAsync(recorded.Batch("a"), new RunPlan { Backward = backward });

            Assert.All(names, name => Compare(recorded, run, 0, name, name[prefix.Length..]));
        }
    }

    private static void Compare(RecordedFamily recorded, ModelRun run, int pass, string name, string what)
    {
        LensTensor embed = run.Signal(pass, HookName.Parse(recorded.Stacks[0] + "embed"));
        string[] parts = what.Split('.');
        string stack = parts[0] is "encoder" or "decoder" ? $"{parts[0]}." : string.Empty;
        switch (parts[^1])
        {
            case "relevance":
                recorded.Numbers.AssertClose(name, embed.Values);
                break;
            case "tokens" or "relevance_tokens":
                recorded.Numbers.AssertClose(name, Sums.OfPositions(embed));
                break;
            case "sum":
                recorded.Numbers.AssertClose(name, Sums.OfExamples(embed));
                break;
            case "target_logit":
                recorded.Numbers.AssertClose(name, [.. run.ObjectiveValuesOf(pass).Select(value => (float)value)]);
                break;
            case "layer_sums":
                AssertStates(recorded, name, stack, [.. States(recorded, run, pass, stack).Select(Sums.OfExamples)]);
                break;
            case "layer_tokens":
                AssertStates(recorded, name, stack, [.. States(recorded, run, pass, stack).Select(Sums.OfPositions)], run.Output.Shape[0]);
                break;
            default:
                string hook = parts[0] switch
                {
                    "attentions" => "blocks.{0}.attn.pattern",
                    "encoder_self_attentions" => "encoder.blocks.{0}.attn.pattern",
                    "decoder_self_attentions" => "decoder.blocks.{0}.attn.pattern",
                    "cross_attentions" => "decoder.blocks.{0}.cross_attn.pattern",
                    _ => throw new InvalidOperationException($"Nothing is known of '{name}'."),
                };
                CompareAttention(recorded, name, run.Signal(pass, HookName.Parse(hook.Replace("{0}", parts[1], StringComparison.Ordinal))));
                break;
        }
    }

    // The recording follows what depends on the encoder's input alone, which the decoder's first self-attention does not: it holds zeros there.
    private static void CompareAttention(RecordedFamily recorded, string name, LensTensor relevance)
    {
        if (name.EndsWith("decoder_self_attentions.0", StringComparison.Ordinal))
        {
            Assert.All(recorded.Numbers.Expected(name), number => Assert.Equal(0, number));
            Assert.Contains(relevance.Values.ToArray(), number => number != 0);
        }
        else
        {
            recorded.Numbers.AssertClose(name, relevance.Values);
        }
    }

    private static IEnumerable<LensTensor> States(RecordedFamily recorded, ModelRun run, int pass, string stack) =>
        recorded.HiddenStates(stack).Select(hook => run.Signal(pass, hook));

    private static ImmutableArray<HookSelector> HiddenStates(RecordedFamily recorded) =>
        [.. recorded.Stacks.SelectMany(stack => recorded.HiddenStates(stack)).Select(hook => HookSelector.Parse(hook.Value))];

    // The recording holds zeros where a decoder begins, which does not depend on the encoder's input.
    private static void AssertStates(RecordedFamily recorded, string name, string stack, float[][] layers, int batch = 1)
    {
        if (stack == "decoder.")
        {
            float[] first = [.. layers[0]];
            Array.Clear(layers[0]);
            Assert.Contains(first, number => number != 0);
        }

        recorded.Numbers.AssertClose(name, Interleaved(batch, layers));
    }

    // [layer][batch, position] to [batch, layer, position].
    private static float[] Interleaved(int batch, float[][] layers)
    {
        int length = layers[0].Length / batch;
        return [.. Enumerable.Range(0, batch).SelectMany(example => layers.SelectMany(layer => layer.Skip(example * length).Take(length)))];
    }
}
