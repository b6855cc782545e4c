using System.Collections.Immutable;
using AttentionLens.Attribution.Tests.Runs;
using AttentionLens.Engine;
using AttentionLens.Numerics;

namespace AttentionLens.Tests;

/// <summary>A sweep stays within its bound of memory, and gives the same bits with any.</summary>
[Collection(PoolCollection.Name)]
public sealed class SweepMemoryTests
{
    public static TheoryData<string> Families => ["bert_cls", "bert_mlm", "gpt2", "vit", "bart", "t5", "llama"];

    [ReferenceTheory("reference/vit")]
    [MemberData(nameof(Families))]
    public async Task RunAsync_AnyBoundOfMemory_StaysBelowAndGivesTheSameBits(string family)
    {
        using ReferenceCase reference = new(family);
        await using LensModel model = await AttentionLens.Tests.Families.LoadAsync(reference.Checkpoint);
        InputBatch batch = model.Inputs.Collate([.. reference.Inputs("b").Select((input, index) => model.Inputs.Encode(index, input, new EncodeOptions()))]);
        InputVariant[] variants = [.. Variants(model, batch)];
        SweepTally free = new();
        ImmutableArray<double> expected = await RunAsync(model, batch, variants, new SweepLimits(64, null, free));
        long least = await LeastAsync(model, batch, variants);
        HashSet<long> passes = [];

        Assert.InRange(free.Work!.Memory, least + 1, long.MaxValue);
        foreach (long bound in (long[])[least, least + ((free.Work.Memory - least) / 8), least + ((free.Work.Memory - least) / 2), free.Work.Memory])
        {
            SweepTally tally = new();
            long before = TensorPool.BytesInUse;
            TensorPool.ResetPeak();

            ImmutableArray<double> swept = await RunAsync(model, batch, variants, new SweepLimits(64, bound, tally));

            Assert.Equal(before, TensorPool.BytesInUse);
            Assert.InRange(TensorPool.PeakBytesInUse - before, 1, bound);
            Assert.InRange(tally.Work!.Memory, 1, bound);
            Assert.Equal(expected.ToArray(), swept.ToArray());

            passes.Add(tally.Work.Passes);
        }

        Assert.True(passes.Count > 1);
    }

    private static ValueTask<ImmutableArray<double>> RunAsync(LensModel model, InputBatch batch, InputVariant[] variants, SweepLimits limits) =>
        new VariantSweep(model, batch, new LogitObjective(), limits).RunAsync(variants, _ => { }, CancellationToken.None);

    // The refusal of what cannot be done names what could.
    private static async Task<long> LeastAsync(LensModel model, InputBatch batch, InputVariant[] variants)
    {
        long before = TensorPool.BytesInUse;
        TensorPool.ResetPeak();
        LensInputException error = await Assert.ThrowsAsync<LensInputException>(async () => await RunAsync(model, batch, variants, new SweepLimits(64, 1000)));
        Assert.Equal(before, TensorPool.PeakBytesInUse);
        Assert.StartsWith("1000 bytes were allowed for values, but one row of model", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        string[] words = error.Message.Split(' ', ',', ';');
        return long.Parse(words[Array.LastIndexOf(words, "least") + 1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static IEnumerable<InputVariant> Variants(LensModel model, InputBatch batch)
    {
        for (int example = 0; example < batch.Size; example++)
        {
            foreach (HookPoint hook in model.Hooks.Where(hook => hook.Layer is not null))
            {
                yield return new InputVariant(example) { Interventions = [new ZeroAblation(HookSelector.Of(hook.Name))] };
            }

            foreach (HookPoint hook in model.Hooks.Where(hook => hook.Kind == HookKind.HeadOutput))
            {
                for (int head = 0; head < model.Card.Heads; head++)
                {
                    yield return new InputVariant(example)
                    {
                        Interventions = [new HeadScale(HookSelector.Of(hook.Name), [.. Enumerable.Range(0, model.Card.Heads).Select(other => other == head ? 0f : 1f)])],
                    };
                }
            }
        }
    }
}
