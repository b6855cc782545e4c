using AttentionLens.Bert.Tests.Models;
using AttentionLens.Models;
using AttentionLens.Models.Checkpoints;
using AttentionLens.Numerics;

namespace AttentionLens.Bert.Tests.Runs;

/// <summary>Nothing that a run or a model rents stays rented, however it ends.</summary>
[Collection(PoolCollection.Name)]
public sealed class MemoryTests : BertTest
{
    public static TheoryData<string> Architectures => SmallBert.All;

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Dispose_AfterAnyRun_GivesEverythingBack(string architecture)
    {
        long beforeModel = TensorPool.BytesInUse;
        TransformerModel model = SmallBert.Load(architecture);
        InputBatch batch = SmallBert.Batch(model);
        long before = TensorPool.BytesInUse;

        foreach (RunPlan plan in Plans(architecture))
        {
            using (ModelRun run = SmallBert.Run(model, batch, plan))
            {
                Assert.True(TensorPool.BytesInUse > before);
                if (!plan.KeepStates.IsEmpty)
                {
                    using ModelState state = run.StateAfter(1);
                    SmallBert.Run(model, batch, RunPlan.OutputOnly, state).Dispose();
                }
            }

            Assert.Equal(before, TensorPool.BytesInUse);
        }

        SmallBert.Dispose(model);
        Assert.Equal(beforeModel, TensorPool.BytesInUse);
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public void RunAsync_ReaderOrEditThatFailsOrCancels_GivesEverythingBack(string architecture)
    {
        TransformerModel model = Load(architecture);
        InputBatch batch = SmallBert.Batch(model);
        long before = TensorPool.BytesInUse;
        foreach (HookPoint hook in model.Hooks)
        {
            HookSelector target = HookSelector.Of(hook.Name);
            foreach (RunPlan plan in Plans(architecture))
            {
                RunPlan failingReader = plan with
                {
                    Subscriptions = [new HookSubscription(target, (in HookContext _) => throw new ArithmeticException("on purpose"))],
                };
                RunPlan failingEdit = plan with
                {
                    Interventions = [.. plan.Interventions, new CustomEdit(target, (in EditContext _) => throw new ArithmeticException("on purpose"))],
                };
                Assert.Throws<ArithmeticException>(() => SmallBert.Run(model, batch, failingReader));
                Assert.Equal(before, TensorPool.BytesInUse);
                Assert.Throws<ArithmeticException>(() => SmallBert.Run(model, batch, failingEdit));
                Assert.Equal(before, TensorPool.BytesInUse);
            }

            using CancellationTokenSource source = new();
            RunPlan cancelling = Plans(architecture)[^1] with
            {
                Subscriptions = [new HookSubscription(target, (in HookContext _) => source.Cancel())],
            };
            bool isLast = hook == model.Hooks[^1];
            Exception? exception = Record.Exception(
                () => model.RunAsync(batch, cancelling, null, source.Token).AsTask().GetAwaiter().GetResult().Dispose());
            Assert.True(exception is OperationCanceledException || isLast, $"{hook.Name}: {exception}");
            Assert.Equal(before, TensorPool.BytesInUse);
        }
    }

    [Fact]
    public void RunAsync_RefusedPlanOrObjective_GivesEverythingBack()
    {
        TransformerModel model = Load("BertForSequenceClassification");
        TransformerModel headless = Load("BertModel");
        InputBatch batch = SmallBert.Batch(model);
        long before = TensorPool.BytesInUse;

        AssertRefused(() => SmallBert.Run(model, batch, SmallBert.Capture("*") with
        {
            KeepStates = [0, 1],
            Backward = new BackwardPlan { Objective = new LogitObjective(9), Capture = SmallBert.Selectors("*"), WeightGradients = true },
        }));
        AssertRefused(() => SmallBert.Run(headless, batch, SmallBert.Capture("*") with { Backward = new BackwardPlan() }));
        AssertRefused(() => SmallBert.Run(model, batch, SmallBert.Capture("*") with
        {
            Interventions = [new HeadScale(HookSelector.Parse("blocks.1.mlp_out"), [1, 1, 1])],
        }));

        Assert.Equal(before, TensorPool.BytesInUse);
    }

    [Fact]
    public void RunAsync_BatchOfAnotherModel_IsRefusedAndGivesEverythingBack()
    {
        TransformerModel model = Load("BertForMaskedLM");
        long before = TensorPool.BytesInUse;
        EncodedExample Example(int id, int type, int length) => new(
            0,
            new LensInput(),
            [.. Enumerable.Repeat(new LensToken(id, "x", 0..0, false), length)],
            [.. Enumerable.Repeat(type, length)],
            [.. Enumerable.Repeat(true, length)]);

        AssertRefused(() => SmallBert.Run(model, new InputBatch([Example(17, 0, 2)]), RunPlan.OutputOnly), "token id 17", "17");
        AssertRefused(() => SmallBert.Run(model, new InputBatch([Example(-1, 0, 2)]), RunPlan.OutputOnly), "token id -1");
        AssertRefused(() => SmallBert.Run(model, new InputBatch([Example(0, 2, 2)]), RunPlan.OutputOnly), "token type 2");
        AssertRefused(() => SmallBert.Run(model, new InputBatch([Example(0, 0, 12)]), RunPlan.OutputOnly), "12 positions", "11");
        Assert.Equal(before, TensorPool.BytesInUse);
    }

    [Fact]
    public void LoadAsync_CheckpointThatDoesNotFit_GivesEverythingBack()
    {
        long before = TensorPool.BytesInUse;
        using BertFolder folder = new("BertForMaskedLM");
        using (BertFolder source = new("BertForSequenceClassification"))
        {
            TransformerModel model = new BertAdapter().Initialize(source.Open(), 1);
            TrainedModelWriter.WriteWeights(model, folder.Path, CheckpointElementType.F32);
            SmallBert.Dispose(model);
        }

        AssertRefused(() => new BertAdapter().LoadAsync(folder.Open(), new ModelLoadOptions()).AsTask().GetAwaiter().GetResult(), "cls.predictions");

        Assert.Equal(before, TensorPool.BytesInUse);
    }

    [Theory]
    [InlineData("hidden_size", 1 << 24)]
    [InlineData("intermediate_size", 1 << 24)]
    [InlineData("vocab_size", 1 << 24)]
    [InlineData("max_position_embeddings", 1 << 24)]
    [InlineData("type_vocab_size", 1 << 24)]
    [InlineData("num_hidden_layers", 1 << 12)]
    [InlineData("num_labels", 1 << 18)]
    public void LoadAsync_SizesThatTheCheckpointDoesNotHave_AreRefusedWithoutTheMemory(string key, int value)
    {
        const long Enough = 64 << 20;
        using BertFolder source = new("BertForSequenceClassification");
        using BertFolder folder = new("BertForSequenceClassification", (key, value), ("num_attention_heads", 1));
        TransformerModel model = new BertAdapter().Initialize(source.Open(), 1);
        TrainedModelWriter.WriteWeights(model, folder.Path, CheckpointElementType.F32);
        SmallBert.Dispose(model);
        TensorPool.ResetPeak();
        long managed = GC.GetAllocatedBytesForCurrentThread();
        long before = TensorPool.BytesInUse;

        AssertRefused(() => new BertAdapter().LoadAsync(folder.Open(), new ModelLoadOptions()).AsTask().GetAwaiter().GetResult());

        Assert.True(TensorPool.PeakBytesInUse - before < Enough);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - managed < Enough);
        Assert.Equal(before, TensorPool.BytesInUse);
    }

    private static RunPlan[] Plans(string architecture)
    {
        RunPlan everything = SmallBert.Capture("*") with
        {
            KeepStates = [0, 1, 2],
            Interventions = [new HeadScale(HookSelector.Parse("*.attn.{z,pattern,result}"), [1, 0.5f, 0]), new ZeroAblation(HookSelector.Parse("pos_embed"))],
        };
        return architecture == "BertModel"
            ? [RunPlan.OutputOnly, everything]
            :
            [
                RunPlan.OutputOnly,
                everything,
                new RunPlan { Backward = new BackwardPlan() },
                everything with { Backward = new BackwardPlan { Capture = SmallBert.Selectors("*"), WeightGradients = true } },
            ];
    }
}
