using System.Collections.Immutable;
using AttentionLens.Engine;

namespace AttentionLens.Tests;

public sealed class VariantSweepTests
{
    public static TheoryData<string, int> Families => new()
    {
        { "bert_cls", 1 }, { "bert_cls", 7 }, { "gpt2", 5 }, { "vit", 4 }, { "bart", 6 }, { "t5", 3 }, { "llama", 100 },
    };

    [ReferenceTheory("reference/vit")]
    [MemberData(nameof(Families))]
    public async Task RunAsync_HeadsRemovedInEveryLayer_EqualsThePlainLoop(string family, int rows)
    {
        using ReferenceCase reference = new(family);
        await using LensModel model = await AttentionLens.Tests.Families.LoadAsync(reference.Checkpoint);
        InputBatch batch = Batch(model, reference);
        List<InputVariant> variants = [new InputVariant(0)];
        foreach (HookPoint hook in model.Hooks.Where(hook => hook.Kind == HookKind.HeadOutput))
        {
            for (int example = 0; example < batch.Size; example++)
            {
                float[] scales = [.. Enumerable.Range(0, model.Card.Heads).Select(head => head == (example % model.Card.Heads) ? 0f : 1f)];
                variants.Add(new InputVariant(example) { Interventions = [new HeadScale(HookSelector.Parse(hook.Name.Value), [.. scales])] });
            }
        }

        ImmutableArray<double> swept = await new VariantSweep(model, batch, new LogitObjective(), rows).RunAsync(variants, _ => { }, CancellationToken.None);

        Assert.True(swept.Distinct().Count() > batch.Size);
        await AssertLoopAsync(model, batch, variants, swept);
    }

    [ReferenceTheory("reference/vit")]
    [InlineData("bert_cls")]
    [InlineData("llama")]
    public async Task RunAsync_TokensLeftOut_EqualsThePlainLoop(string family)
    {
        using ReferenceCase reference = new(family);
        await using LensModel model = await AttentionLens.Tests.Families.LoadAsync(reference.Checkpoint);
        InputBatch batch = Batch(model, reference);
        LensInput input = reference.Inputs("b")[0];
        List<InputVariant> variants = [];
        for (int length = 3; length < input.Ids.Length; length++)
        {
            LensInput shorter = new() { Ids = input.Ids[..length], TokenTypes = input.TokenTypes.IsDefault ? default : input.TokenTypes[..length], Target = 1 };
            variants.Add(new InputVariant(0) { Replacement = model.Inputs.Encode(0, shorter, new EncodeOptions()) });
            variants.Add(new InputVariant(0) { Replacement = model.Inputs.Encode(0, shorter with { Target = 0 }, new EncodeOptions()) });
        }

        ImmutableArray<double> swept = await new VariantSweep(model, batch, new LogitObjective(), 4).RunAsync(variants, _ => { }, CancellationToken.None);

        await AssertLoopAsync(model, batch, variants, swept);
    }

    [ReferenceFact("reference/bert_cls")]
    public async Task RunAsync_RowsChangedApart_EachRowHasItsOwnChange()
    {
        using ReferenceCase reference = new("bert_cls");
        await using LensModel model = await AttentionLens.Tests.Families.LoadAsync(reference.Checkpoint);
        InputBatch batch = Batch(model, reference);
        ZeroAblation zero = new(HookSelector.Parse("blocks.1.attn_out"));
        RunPlan plan = new() { Capture = [HookSelector.Parse("blocks.1.attn_out")], RowInterventions = [[], [zero], []] };

        using ModelRun run = await model.RunAsync(batch, plan);

        TensorValue output = TensorValue.Of(run.Captured(HookName.Parse("blocks.1.attn_out")));
        Assert.Contains(output.Row(0).ToArray(), value => value != 0);
        Assert.All(output.Row(1).ToArray(), value => Assert.Equal(0, value));
        Assert.Contains(output.Row(2).ToArray(), value => value != 0);
    }

    [ReferenceFact("reference/bert_cls")]
    public async Task RunAsync_OtherNumberOfRows_IsRefused()
    {
        using ReferenceCase reference = new("bert_cls");
        await using LensModel model = await AttentionLens.Tests.Families.LoadAsync(reference.Checkpoint);

        LensInputException error = await Assert.ThrowsAsync<LensInputException>(
            async () => await model.RunAsync(Batch(model, reference), new RunPlan { RowInterventions = [[]] }));

        Assert.Contains("changes 1 rows, but the batch has 3", error.Message, StringComparison.Ordinal);
    }

    private static InputBatch Batch(LensModel model, ReferenceCase reference) =>
        model.Inputs.Collate([.. reference.Inputs("b").Select((input, index) => model.Inputs.Encode(index, input, new EncodeOptions()))]);

    private static async Task AssertLoopAsync(LensModel model, InputBatch batch, List<InputVariant> variants, ImmutableArray<double> swept)
    {
        for (int place = 0; place < variants.Count; place++)
        {
            InputBatch single = new([variants[place].Replacement ?? batch.Examples[variants[place].Example]]);
            using ModelRun run = await model.RunAsync(single, new RunPlan { Objective = new LogitObjective(), Interventions = variants[place].Interventions });
            Assert.Equal(run.ObjectiveValues[0], swept[place]);
        }
    }
}
