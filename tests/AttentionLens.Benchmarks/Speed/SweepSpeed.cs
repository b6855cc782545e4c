using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using AttentionLens.Engine;
using AttentionLens.Importance;
using AttentionLens.Numerics;

namespace AttentionLens.Benchmarks;

/// <summary>Each of 144 heads removed once from a model of BERT-base's shape: as a declared sweep, and as a plain loop over the model. Both in turns, in one run.</summary>
public static class SweepSpeed
{
    private const int Rounds = 3;

    public static void Print(TextWriter output)
    {
        using BertBase scope = new();
        output.WriteLine("tokens      loop s     sweep s     ratio     largest difference of a logit     stages     of a loop     MiB planned     MiB in use");
        foreach (int length in (int[])[32, 128])
        {
            InputBatch batch = scope.Batch(length);
            double loop = double.PositiveInfinity;
            double sweep = double.PositiveInfinity;
            double difference = 0;
            long weights = TensorPool.BytesInUse;
            long peak = 0;
            SweepWork? work = null;
            for (int round = 0; round < Rounds; round++)
            {
                TensorPool.ResetPeak();
                ImportanceResult declared = Timed(ref sweep, () => ImportanceRunner.ScoreAsync(new ImportanceRequest
                {
                    Model = scope.Model,
                    Batches = [batch],
                    Method = new LeaveOneOutMethod(),
                    Metric = ImportanceMetric.Logit,
                    Resamples = 1,
                }).AsTask().GetAwaiter().GetResult());
                work = declared.Sweeps!;
                peak = Math.Max(peak, TensorPool.PeakBytesInUse - weights);
                double[] plain = Timed(ref loop, () => Loop(scope.Model, batch, declared));
                difference = Math.Max(difference, declared.Units.Select((unit, index) => Math.Abs(unit.Value!.Value - plain[index])).Max());
            }

            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{length,6}{loop,12:F2}{sweep,12:F2}{loop / sweep,10:F2}     {difference,-29:G2}{work!.Stages,11}{work.LoopStages,14}{(double)work.Memory / (1 << 20),16:F1}{(double)peak / (1 << 20),15:F1}"));
        }
    }

    private static double[] Loop(LensModel model, InputBatch batch, ImportanceResult declared)
    {
        using ModelRun whole = model.RunAsync(batch, new RunPlan { Objective = new LogitObjective() }).AsTask().GetAwaiter().GetResult();
        InputBatch pinned = batch.Pinned(whole.Targets);
        return [.. declared.Units.Select(unit => ValueOf(model, pinned, unit.Unit.Removal))];
    }

    private static double ValueOf(LensModel model, InputBatch batch, ImmutableArray<Intervention> removal)
    {
        RunPlan plan = new() { Objective = new LogitObjective(), Interventions = removal };
        using ModelRun run = model.RunAsync(batch, plan).AsTask().GetAwaiter().GetResult();
        return run.ObjectiveValues[0];
    }

    private static T Timed<T>(ref double best, Func<T> run)
    {
        long start = Stopwatch.GetTimestamp();
        T result = run();
        best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        return result;
    }
}
