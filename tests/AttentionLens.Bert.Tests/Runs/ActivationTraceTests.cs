using AttentionLens.Bert.Tests.Models;
using AttentionLens.Models;
using AttentionLens.Models.Checkpoints;

namespace AttentionLens.Bert.Tests.Runs;

/// <summary>A trace holds what a run gives, whatever the batch size, and is whole or not there.</summary>
public sealed class ActivationTraceTests : BertTest
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lens-trace-").FullName;

    private string File => Path.Combine(_folder, "trace.safetensors");

    [Theory]
    [InlineData("BertForSequenceClassification")]
    [InlineData("BertForMaskedLM")]
    public async Task WriteAsync_AnyBatchSize_GivesTheSameFile(string architecture)
    {
        TransformerModel model = Load(architecture);
        List<byte[]> files = [];
        foreach (int? size in (int?[])[null, 1, 2, 3, 100])
        {
            await ActivationTrace.WriteAsync(model, Request("*", "*") with { BatchSize = size }, File);
            files.Add(await System.IO.File.ReadAllBytesAsync(File));
        }

        Assert.All(files, file => Assert.Equal(files[0], file));
    }

    [Fact]
    public async Task WriteAsync_HooksAndGradients_HoldsWhatARunGives()
    {
        TransformerModel model = Load("BertForTokenClassification");
        InputBatch batch = SmallBert.Batch(model);
        using ModelRun run = SmallBert.Run(model, batch, SmallBert.Capture("*") with
        {
            Backward = new BackwardPlan { Capture = SmallBert.Selectors("*.attn.*") },
        });
        List<int> progress = [];

        await ActivationTrace.WriteAsync(model, Request("*", "*.attn.*") with { BatchSize = 2 }, File, new Listener(progress));

        using SafetensorsFile file = SafetensorsFile.Open(File);
        string[] gradients = [.. model.Hooks.Select(hook => hook.Name.Value).Where(name => name.Contains(".attn.", StringComparison.Ordinal))];
        Assert.Equal(
            model.Hooks.Select(hook => hook.Name.Value).Concat(gradients.Select(name => $"gradient/{name}")).Order(StringComparer.Ordinal),
            file.Tensors.Keys.Order(StringComparer.Ordinal));
        foreach (HookPoint hook in model.Hooks)
        {
            LensTensor captured = run.Captured(hook.Name);
            Assert.Equal(captured.Shape.ToArray().Select(extent => (long)extent), file.Tensors[hook.Name.Value].Shape);
            Assert.Equal(captured.Values.ToArray(), Values(file, hook.Name.Value));
        }

        Assert.All(gradients, name => Assert.Equal(run.Gradient(HookName.Parse(name)).Values.ToArray(), Values(file, $"gradient/{name}")));
        Assert.Equal([2, 3], progress);
    }

    [Fact]
    public async Task WriteAsync_NothingAskedFor_HoldsTheLogits()
    {
        TransformerModel model = Load("BertForSequenceClassification");

        await ActivationTrace.WriteAsync(model, new TraceRequest { Inputs = [.. SmallBert.Inputs] }, File);

        using SafetensorsFile file = SafetensorsFile.Open(File);
        Assert.Equal("logits", Assert.Single(file.Tensors.Keys));
        Assert.Equal(SmallBert.Logits(model, SmallBert.Batch(model), RunPlan.OutputOnly), Values(file, "logits"));
    }

    [Fact]
    public async Task WriteAsync_Interventions_ShowInTheLogits()
    {
        TransformerModel model = Load("BertForSequenceClassification");
        HeadScale scale = new(HookSelector.Parse("*.attn.z"), [0, 1, 1]);

        await ActivationTrace.WriteAsync(model, new TraceRequest { Inputs = [.. SmallBert.Inputs], Interventions = [scale] }, File);

        using SafetensorsFile file = SafetensorsFile.Open(File);
        Assert.Equal(SmallBert.Logits(model, SmallBert.Batch(model), new RunPlan { Interventions = [scale] }), Values(file, "logits"));
    }

    [Fact]
    public async Task WriteAsync_NothingToStoreOrToRun_IsRefused()
    {
        TransformerModel headless = Load("BertModel");
        TransformerModel model = Load("BertForMaskedLM");

        await RefusedAsync(headless, new TraceRequest { Inputs = [.. SmallBert.Inputs] }, "nothing to store");
        await RefusedAsync(model, new TraceRequest { Inputs = [] }, "no input");
        await RefusedAsync(model, Request("*", "*") with { BatchSize = 0 }, "batch size of 0");
        await RefusedAsync(model, Request("*", "*") with { BatchSize = -1 }, "batch size of -1");
        await RefusedAsync(model, Request("nowhere", "*"), "nowhere");
        await RefusedAsync(model, Request("*", "nowhere"), "nowhere");
        await RefusedAsync(model, Request("*", "*") with { Objective = new LogitObjective(99) }, "class 99");
        await RefusedAsync(model, Request("*", "*") with { Objective = new LossObjective(), BatchSize = 2 }, "mean over its batch");
    }

    [Fact]
    public async Task WriteAsync_FailingHalfWay_LeavesTheOldFile()
    {
        TransformerModel model = Load("BertForMaskedLM");
        await System.IO.File.WriteAllTextAsync(File, "old");
        LensInput bad = new() { Ids = [1, 2], Target = 99 };

        await Assert.ThrowsAnyAsync<LensInputException>(() => ActivationTrace.WriteAsync(
            model, Request("*", "*") with { Inputs = [SmallBert.Inputs[0], bad], BatchSize = 1 }, File));

        Assert.Equal("old", await System.IO.File.ReadAllTextAsync(File));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task WriteAsync_FolderMissing_IsRefused()
    {
        TransformerModel model = Load("BertForMaskedLM");

        await Assert.ThrowsAnyAsync<LensInputException>(() => ActivationTrace.WriteAsync(
            model, Request("embed", "embed"), Path.Combine(_folder, "missing", "trace.safetensors")));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Directory.Delete(_folder, recursive: true);
    }

    private static TraceRequest Request(string hooks, string gradients) => new()
    {
        Inputs = [.. SmallBert.Inputs],
        Hooks = SmallBert.Selectors(hooks),
        Gradients = SmallBert.Selectors(gradients),
    };

    private async Task RefusedAsync(TransformerModel model, TraceRequest request, string named)
    {
        LensInputException refused = await Assert.ThrowsAnyAsync<LensInputException>(() => ActivationTrace.WriteAsync(model, request, File));
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(File));
    }

    private static float[] Values(SafetensorsFile file, string name)
    {
        float[] values = new float[file.Tensors[name].Length];
        file.Read(file.Tensors[name], values);
        return values;
    }

    private sealed class Listener(List<int> done) : IProgress<int>
    {
        public void Report(int value) => done.Add(value);
    }
}
