using System.Collections.Immutable;
using AttentionLens.Engine;
using AttentionLens.Models;

namespace AttentionLens.Hosting;

/// <summary>Cuts what a model needs least out of it, and writes what is left as a smaller model.</summary>
/// <remarks>Source: Michel, Levy and Neubig 2019, section 4.</remarks>
public static class ModelPruning
{
    private const double LargestDifference = 1e-5;

    /// <summary>Scores, measures, cuts, writes, loads again and compares.</summary>
    /// <param name="host">Loads the smaller model.</param>
    /// <param name="request">The model and what it may lose.</param>
    /// <param name="folder">An empty folder for the smaller model.</param>
    /// <param name="progress">Hears how far it is, from 0 to 1.</param>
    /// <param name="cancellationToken">Cancels within a pass.</param>
    /// <exception cref="LensInputException">The family cannot lose such units, which is said before any work is done; or nothing is to go.</exception>
    /// <exception cref="LensException">The smaller model is not the masked one.</exception>
    public static async ValueTask<PruningResult> PruneAsync(
        this LensHost host, PruningRequest request, string folder, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        TransformerModel model = Demand(request);
        request = request with { Batches = new PassMemory(model).Split(request.Batches, request.Memory) };
        ImportanceResult importance = await ImportanceRunner.ScoreAsync(
            request.Importance(model, request.Batches, new CopyTrainer(host, request.Folder, model, [])),
            progress is null ? null : new Part(progress, 0, 0.2),
            cancellationToken);
        ImmutableArray<ImmutableArray<ModelUnit>> order = PruningOrder.Of(model, importance);
        DemandExpressible(model, order);
        int most = MostOf(request, order.Length);
        RemovalResult removal = await RemovalRunner.MeasureAsync(
            new RemovalRequest
            {
                Model = model,
                Batches = request.Batches,
                Order = order,
                Steps = StepsUpTo(request.MaxDrop is null ? order.Length : most, request.Steps, most),
                Metric = request.Metric,
                Memory = request.Memory,
                Seed = request.Seed,
            },
            progress is null ? null : new Part(progress, 0.2, 0.4),
            cancellationToken);
        PruningResult result = await WriteAsync(host, request, model, folder, (importance, removal, order, most), progress, cancellationToken);
        progress?.Report(1);
        return result;
    }

    /// <summary>What is cut out for units.</summary>
    /// <param name="units">The units: heads, MLPs or blocks.</param>
    /// <exception cref="LensInputException">One is a whole attention sublayer; name its heads.</exception>
    public static PruningPlan PlanOf(IReadOnlyList<ModelUnit> units) => units.Any(unit => unit.Kind == UnitKind.Attention)
        ? throw new LensInputException("A whole attention sublayer has a bias that its heads have not, so it is not cut out as one; cut out its heads.")
        : new PruningPlan
        {
            Heads = units.Where(unit => unit.Kind == UnitKind.Head).GroupBy(PruningOrder.NameOf)
                .ToImmutableSortedDictionary(heads => heads.Key, heads => heads.Select(head => head.Head!.Value).ToImmutableSortedSet(), StringComparer.Ordinal),
            Mlps = units.Where(unit => unit.Kind == UnitKind.Mlp).Select(unit => unit.Site.Value.Replace("mlp_out", "mlp", StringComparison.Ordinal)).ToImmutableSortedSet(StringComparer.Ordinal),
            Blocks = units.Where(unit => unit.Kind == UnitKind.Layer).Select(PruningOrder.NameOf).ToImmutableSortedSet(StringComparer.Ordinal),
        };

    private static async ValueTask<PruningResult> WriteAsync(
        LensHost host,
        PruningRequest request,
        TransformerModel model,
        string folder,
        (ImportanceResult Importance, RemovalResult Removal, ImmutableArray<ImmutableArray<ModelUnit>> Order, int Most) measured,
        IProgress<double>? progress,
        CancellationToken cancellationToken)
    {
        if (request is { Rounds: 1, FineTuning: null })
        {
            RemovalPoint point = Chosen(request, measured.Removal, measured.Most);
            ImmutableArray<ModelUnit> removed = [.. measured.Order.Take(point.Removed).SelectMany(group => group)];
            return await CutAsync(host, request, model, folder, new PruningResult(measured.Importance, measured.Removal, removed, measured.Importance.Units.Length - removed.Length, point), cancellationToken);
        }

        await using TransformerModel copy = await CopyTrainer.CopyAsync(host, request.Folder, model, cancellationToken);
        RemovalGauge gauge = await RemovalGauge.OpenAsync(model, request.Batches, request.Metric, request.Seed, cancellationToken);
        PruningRounds rounds = new(host, request, copy, gauge, measured.Removal);
        ImmutableArray<PruningRound> done = await rounds.RunAsync(
            measured.Importance, measured.Most, progress is null ? null : new Part(progress, 0.4, 0.95), cancellationToken);
        RemovalPoint chosen = done.LastOrDefault(round => round.IsKept)?.End ?? measured.Removal.Order.Points[0];
        PruningResult result = new(measured.Importance, measured.Removal, rounds.Gone, measured.Importance.Units.Length - rounds.Gone.Length, chosen)
        {
            Rounds = done,
            FineTuning = request.FineTuning,
        };
        return await CutAsync(host, request, copy, folder, result, cancellationToken);
    }

    private static ValueTask<PruningResult> CutAsync(
        LensHost host, PruningRequest request, TransformerModel model, string folder, PruningResult result, CancellationToken cancellationToken)
    {
        PrunedModelWriter.Write(model, request.Folder, PlanOf(result.Removed), folder);
        result = result with { WeightBytes = (WeightBytesIn(request.Folder.Path), WeightBytesIn(folder)) };
        return CompareAsync(host, request, model, folder, result, cancellationToken);
    }

    private static TransformerModel Demand(PruningRequest request)
    {
        if (request.Model is not TransformerModel model)
        {
            throw new LensInputException($"Model '{request.Model.Card.Name}' does not hold its weights in this project's layout, so nothing can be cut out of it; mask units by interventions.");
        }

        int ways = (request.Count is null ? 0 : 1) + (request.Fraction is null ? 0 : 1) + (request.MaxDrop is null ? 0 : 1);
        if (request.Rounds < 1)
        {
            throw new LensInputException($"A model was to be pruned in {request.Rounds} rounds; expected at least 1.");
        }

        if (request.FineTuning is { } tuning)
        {
            FineTuner.Demand(model, tuning.Examples, tuning.Settings);
        }

        return ways == 1
            ? model
            : throw new LensInputException("How much is to go was said " + (ways == 0 ? "not at all" : "more than once") + "; give a number of units, a fraction, or the largest drop.");
    }

    // Any of the units may go, so the family must be able to lose each; asked before the curve is measured.
    private static void DemandExpressible(TransformerModel model, ImmutableArray<ImmutableArray<ModelUnit>> order)
    {
        foreach (ImmutableArray<ModelUnit> group in order)
        {
            PruningPlan plan = PlanOf(group);
            if (plan.Blocks.IsEmpty || order.Length > 1)
            {
                PrunedModelWriter.Demand(model, plan);
            }
        }
    }

    private static int MostOf(PruningRequest request, int groups)
    {
        // A stack must keep a block, and no more than all can go of anything else.
        int most = request.Kind == UnitKind.Layer ? groups - 1 : groups;
        int asked = request.Count ?? (request.Fraction is { } share ? (int)Math.Round(share * groups, MidpointRounding.AwayFromZero) : most);
        return asked >= 0 && asked <= most && request.Fraction is null or (>= 0 and <= 1)
            ? asked
            : throw new LensInputException($"{asked} of {groups} units were to go; expected 0 to {most}.");
    }

    private static ImmutableArray<int> StepsUpTo(int last, int count, int wanted) =>
    [
        .. Enumerable.Range(0, count + 1).Select(step => (int)Math.Round((double)step * last / Math.Max(1, count), MidpointRounding.AwayFromZero))
            .Append(wanted).Distinct().Order(),
    ];

    private static RemovalPoint Chosen(PruningRequest request, RemovalResult removal, int most) => request.MaxDrop is not null
        ? removal.Order.Points.TakeWhile(point => request.Allows(removal.DropAt(point))).LastOrDefault() ?? removal.Order.Points[0]
        : removal.Order.Points.First(point => point.Removed == most);

    private static async ValueTask<PruningResult> CompareAsync(
        LensHost host, PruningRequest request, TransformerModel model, string folder, PruningResult result, CancellationToken cancellationToken)
    {
        await using LensModel pruned = await host.LoadModelAsync(ModelFolder.Open(folder), null, null, cancellationToken);
        ImmutableArray<Intervention> removal = ModelUnits.RemovalOf(result.Removed);
        double largest = 0;
        foreach (InputBatch batch in request.Batches)
        {
            using ModelRun masked = await model.RunAsync(batch, new RunPlan { Interventions = removal }, null, cancellationToken);
            using ModelRun smaller = await pruned.RunAsync(batch, RunPlan.OutputOnly, null, cancellationToken);
            largest = Math.Max(largest, Difference(masked.Output.Values, smaller.Output.Values));
        }

        if (!(largest <= LargestDifference))
        {
            throw new LensException(FormattableString.Invariant($"The smaller model's logits differ from the masked model's by {largest:G3} of the larger of 1 and the logit; expected at most {LargestDifference:G1}, so it was not written."));
        }

        return result with
        {
            LogitDifference = largest,
            Parameters = (model.Card.ParameterCount, pruned.Card.ParameterCount),
        };
    }

    private static double Difference(ReadOnlySpan<float> expected, ReadOnlySpan<float> found)
    {
        if (expected.Length != found.Length)
        {
            return double.PositiveInfinity;
        }

        double largest = 0;
        for (int index = 0; index < expected.Length; index++)
        {
            largest = Math.Max(largest, Math.Abs((double)expected[index] - found[index]) / Math.Max(1, Math.Abs(expected[index])));
        }

        return largest;
    }

    private static long WeightBytesIn(string folder) =>
        Directory.EnumerateFiles(folder).Where(file => Path.GetExtension(file) is ".safetensors" or ".bin").Sum(file => new FileInfo(file).Length);
}
