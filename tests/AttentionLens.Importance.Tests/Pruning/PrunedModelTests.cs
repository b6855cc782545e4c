using System.Collections.Immutable;
using AttentionLens.Models;
using AttentionLens.Tests;

namespace AttentionLens.Importance.Tests.Pruning;

/// <summary>A model that lost units is the model with those units masked, whatever the family, and can lose more.</summary>
public sealed class PrunedModelTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lens-prune-").FullName;

    public static TheoryData<string> Recorded => ["bert_cls", "bert_mlm", "gpt2", "vit", "bart", "llama"];

    [ReferenceTheory("reference")]
    [MemberData(nameof(Recorded))]
    public async Task Write_SomeHeadsOfEachSublayer_EqualsTheMaskedModel(string family) =>
        await CheckAsync(family, (name, heads, group) => [.. Enumerable.Range(0, heads).Where(head => head / group % 2 == name.Length % 2)], [], []);

    [ReferenceTheory("reference")]
    [MemberData(nameof(Recorded))]
    [InlineData("t5")]
    public async Task Write_AllHeadsOfAFirstSublayerAndItsMlp_EqualsTheMaskedModel(string family)
    {
        string prefix = family is "bart" or "t5" ? "encoder." : string.Empty;
        await CheckAsync(family, (name, heads, _) => name == $"{prefix}blocks.0.attn" ? [.. Enumerable.Range(0, heads)] : [], [$"{prefix}blocks.0.mlp"], []);
    }

    [ReferenceTheory("reference")]
    [MemberData(nameof(Recorded))]
    [InlineData("t5")]
    public async Task Write_ABlockAndHeadsBehindIt_EqualsTheMaskedModel(string family)
    {
        string prefix = family is "bart" or "t5" ? "decoder." : string.Empty;
        string gone = $"{prefix}blocks.{(family == "t5" ? 1 : 0)}";
        await CheckAsync(
            family, (name, heads, group) => family != "t5" && name.StartsWith($"{prefix}blocks.1.", StringComparison.Ordinal) ? [.. Enumerable.Range(0, group)] : [], [], [gone]);
    }

    [ReferenceFact("reference/gpt2/checkpoint")]
    public async Task Write_TwiceInARow_EqualsOnceWithAll()
    {
        ModelFolder source = ModelFolder.Open(ReferenceData.At("reference/gpt2/checkpoint"));
        await using TransformerModel model = (TransformerModel)await AttentionLens.Tests.Families.LoadAsync(source.Path);
        ModelFolder first = Prune(model, source, new PruningPlan { Heads = Heads(("blocks.0.attn", [0]), ("blocks.1.attn", [1])) }, "first");
        await using TransformerModel smaller = (TransformerModel)await AttentionLens.Tests.Families.LoadAsync(first.Path);
        ModelFolder second = Prune(smaller, first, new PruningPlan { Heads = Heads(("blocks.0.attn", [1])) }, "second");
        ModelFolder once = Prune(model, source, new PruningPlan { Heads = Heads(("blocks.0.attn", [0, 2]), ("blocks.1.attn", [1])) }, "once");

        Assert.Equal(File.ReadAllBytes(Path.Combine(once.Path, "config.json")), File.ReadAllBytes(Path.Combine(second.Path, "config.json")));
        Assert.Equal(File.ReadAllBytes(Path.Combine(once.Path, "model.safetensors")), File.ReadAllBytes(Path.Combine(second.Path, "model.safetensors")));
    }

    [ReferenceFact("reference/llama/checkpoint")]
    public async Task Write_WhatTheFamilyCannotLose_IsRefusedBeforeAnythingIsWritten()
    {
        ModelFolder source = ModelFolder.Open(ReferenceData.At("reference/llama/checkpoint"));
        await using TransformerModel model = (TransformerModel)await AttentionLens.Tests.Families.LoadAsync(source.Path);

        void Refused(PruningPlan plan, string named)
        {
            string message = Assert.Throws<LensInputException>(() => Prune(model, source, plan, "refused")).Message;
            Assert.Contains(named, message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', message);
            Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_folder, "refused")));
        }

        Refused(new PruningPlan { Heads = Heads(("blocks.0.attn", [0])) }, "groups");
        Refused(new PruningPlan { Heads = Heads(("blocks.0.attn", [99])) }, "99");
        Refused(new PruningPlan { Heads = Heads(("blocks.9.attn", [0])) }, "nearest");
        Refused(new PruningPlan { Blocks = [.. model.Stages.Select(stage => stage.Name).Where(name => name.StartsWith("blocks.", StringComparison.Ordinal))] }, "at least one");
    }

    [ReferenceTheory("reference/gpt2/checkpoint")]
    [InlineData("\"pruned_heads\": {\"0\": [0]}", "c_attn")]
    [InlineData("\"pruned_heads\": {\"0\": [77]}", "blocks.0.attn")]
    [InlineData("\"pruned_heads\": {\"0\": [-1]}", "from 0")]
    [InlineData("\"pruned_heads\": {\"x\": [0]}", "layers")]
    [InlineData("\"pruned_heads\": 3", "pruned_heads")]
    [InlineData("\"attentionlens_pruned\": {\"heads\": []}", "attentionlens_pruned")]
    [InlineData("\"attentionlens_pruned\": {\"mlps\": [1]}", "attentionlens_pruned")]
    public async Task Load_ConfigurationThatDoesNotFit_IsRefusedByName(string lie, string named)
    {
        foreach (string file in Directory.EnumerateFiles(ReferenceData.At("reference/gpt2/checkpoint")))
        {
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        }

        string config = Path.Combine(_folder, "config.json");
        string text = await File.ReadAllTextAsync(config);
        File.SetAttributes(config, FileAttributes.Normal);
        File.Delete(config);
        await File.WriteAllTextAsync(config, $"{{{lie},{text.AsSpan(text.IndexOf('{', StringComparison.Ordinal) + 1)}");

        LensInputException exception = await Assert.ThrowsAnyAsync<LensInputException>(async () => await (await AttentionLens.Tests.Families.LoadAsync(_folder)).DisposeAsync());

        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ImmutableSortedDictionary<string, ImmutableSortedSet<int>> Heads(params ReadOnlySpan<(string Name, int[] Heads)> lost)
    {
        ImmutableSortedDictionary<string, ImmutableSortedSet<int>> heads = ImmutableSortedDictionary.Create<string, ImmutableSortedSet<int>>(StringComparer.Ordinal);
        foreach ((string name, int[] gone) in lost)
        {
            heads = heads.Add(name, [.. gone]);
        }

        return heads;
    }

    private ModelFolder Prune(TransformerModel model, ModelFolder source, PruningPlan plan, string name)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        PrunedModelWriter.Write(model, source, plan, folder);
        return ModelFolder.Open(folder);
    }

    private async Task CheckAsync(string family, Func<string, int, int, int[]> lost, string[] mlps, string[] blocks)
    {
        using ReferenceCase reference = new(family);
        await using TransformerModel model = (TransformerModel)await AttentionLens.Tests.Families.LoadAsync(reference.Checkpoint);
        InputBatch batch = model.Inputs.Collate([.. reference.Inputs("a").Select((input, index) => model.Inputs.Encode(index, input, new EncodeOptions()))]);
        Dictionary<string, int> counts = [];
        RunPlan counting = new() { Subscriptions = [new HookSubscription(HookSelector.Of(HookKind.HeadOutput), (in HookContext read) => counts[read.Hook.Name.Value[..^2]] = (int)read.Value.Lengths[2])] };
        using (await model.RunAsync(batch, counting))
        {
        }

        Dictionary<string, int[]> heads = counts.ToDictionary(pair => pair.Key, pair => lost(pair.Key, pair.Value, PrunableGroups.SizeIn(model, pair.Key)));
        List<Intervention> masks = [];
        foreach ((string name, int[] gone) in heads.Where(pair => pair.Value.Length > 0))
        {
            masks.Add(new HeadScale(HookSelector.Parse($"{name}.z"), [.. Enumerable.Range(0, counts[name]).Select(head => gone.Contains(head) ? 0f : 1f)]));
        }

        masks.AddRange(mlps.Select(name => new ZeroAblation(HookSelector.Parse($"{name}_out"))));
        masks.AddRange(blocks.Select(name => new SkipLayer(HookSelector.Parse($"{name}.resid_post"))));
        PruningPlan plan = new()
        {
            Heads = heads.Where(pair => pair.Value.Length > 0).ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.ToImmutableSortedSet(), StringComparer.Ordinal),
            Mlps = [.. mlps],
            Blocks = [.. blocks],
        };
        Assert.False(plan.IsEmpty);

        ModelFolder folder = Prune(model, ModelFolder.Open(reference.Checkpoint), plan, "pruned");
        await using LensModel smaller = await AttentionLens.Tests.Families.LoadAsync(folder.Path);
        using ModelRun masked = await model.RunAsync(batch, new RunPlan { Interventions = [.. masks] });
        using ModelRun run = await smaller.RunAsync(batch, RunPlan.OutputOnly);

        Assert.True(smaller.Card.ParameterCount < model.Card.ParameterCount);
        Assert.Equal(masked.Output.Shape.ToArray(), run.Output.Shape.ToArray());
        for (int index = 0; index < run.Output.Values.Length; index++)
        {
            float expected = masked.Output.Values[index];
            Assert.True(Math.Abs(expected - run.Output.Values[index]) <= 1e-5 * Math.Max(1, Math.Abs(expected)), $"[{index}]: expected {expected:G9}, found {run.Output.Values[index]:G9}");
        }
    }
}
