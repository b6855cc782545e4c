using System.Diagnostics;
using System.Globalization;
using AttentionLens.Attribution;
using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Benchmarks;

/// <summary>The memory and time of backward passes through a model of BERT-base's shape, 512 tokens, all of them attended to: with what they read
/// kept from the forward pass, and computed again.</summary>
public static class RelevanceMemory
{
    private const int Length = 512;

    public static void Print(TextWriter output)
    {
        using BertBase scope = new();
        InputBatch batch = scope.Batch(Length);
        output.WriteLine("                                         stored                    recomputed");
        output.WriteLine("                              MiB above the weights   seconds   MiB above the weights   seconds");
        Row(output, scope.Model, batch, "forward", new RunPlan());
        Row(output, scope.Model, batch, "gradient", PlanOf(null));
        Row(output, scope.Model, batch, "attnlrp", PlanOf(new AttnLrpRules()));
        Row(output, scope.Model, batch, "cp-lrp", PlanOf(new CpLrpRules()));
        Row(output, scope.Model, batch, "lrp-gamma", PlanOf(new GammaLrpRules()));
        Row(output, scope.Model, batch, "chefer-lrp", PlanOf(new CheferLrpRules()));
        RunPlan both = PlanOf(null);
        Row(output, scope.Model, batch, "gradient, attnlrp, cp-lrp", both with
        {
            FurtherBackward = [both.Backward! with { Rules = new AttnLrpRules() }, both.Backward! with { Rules = new CpLrpRules() }],
        });
    }

    private static RunPlan PlanOf(PropagationRules? rules) => new() { Backward = new BackwardPlan { Rules = rules, Capture = [HookSelector.Parse("embed")] } };

    private static void Row(TextWriter output, TransformerModel model, InputBatch batch, string name, RunPlan plan)
    {
        (double stored, double seconds) = Measure(model, batch, plan);
        string line = string.Create(CultureInfo.InvariantCulture, $"{name,-30}{stored,21:F0}{seconds,10:F2}");
        if (plan.Backward is not null)
        {
            (double recomputed, double longer) = Measure(model, batch, plan with { Recompute = true });
            line += string.Create(CultureInfo.InvariantCulture, $"{recomputed,24:F0}{longer,10:F2}");
        }

        output.WriteLine(line);
    }

    private static (double Peak, double Seconds) Measure(TransformerModel model, InputBatch batch, RunPlan plan)
    {
        model.RunAsync(batch, plan).AsTask().GetAwaiter().GetResult().Dispose();
        TensorPool.ResetPeak();
        long before = TensorPool.BytesInUse;
        long start = Stopwatch.GetTimestamp();
        model.RunAsync(batch, plan).AsTask().GetAwaiter().GetResult().Dispose();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return ((TensorPool.PeakBytesInUse - before) / (1024.0 * 1024.0), seconds);
    }
}
