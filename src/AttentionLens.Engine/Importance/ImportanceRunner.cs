using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Runs methods of importance, and says how sure their scores are.</summary>
public static class ImportanceRunner
{
    /// <summary>Scores the units of a model.</summary>
    /// <param name="request">The model, the examples, the method and its settings.</param>
    /// <param name="progress">Hears how far it is, from 0 to 1.</param>
    /// <param name="cancellationToken">Cancels within a pass.</param>
    /// <exception cref="LensInputException">The method does not fit the model, the metric or the kinds of units, or a setting cannot be used.</exception>
    /// <exception cref="LensException">The method failed, or gave something other than it has to.</exception>
    public static async ValueTask<ImportanceResult> ScoreAsync(
        ImportanceRequest request, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        Demand(request);
        ImportanceRun run = await ImportanceRun.OpenAsync(request, progress, cancellationToken);
        if (run.Units.IsEmpty)
        {
            throw NoUnit(request, run.Stacks);
        }

        string name = request.Method.Descriptor.Name;
        try
        {
            ImportanceScores scores = await request.Method.ScoreAsync(run, cancellationToken);
            return new ImportanceSummary(request, run).Of(Checked(scores, run, name));
        }
        catch (Exception exception) when (exception is not (LensException or OperationCanceledException or OutOfMemoryException))
        {
            throw new LensException($"Importance '{name}' failed: {exception.GetType().Name}: {exception.Message}", exception);
        }
    }

    /// <summary>The model has nothing of the kind that is asked for.</summary>
    internal static LensInputException NoUnit(ImportanceRequest request, IEnumerable<string> known)
    {
        string stacks = request.Stacks.IsEmpty ? string.Empty : $" in {string.Join(" or ", request.Stacks)}; expected some of {string.Join(", ", known)}";
        return new LensInputException($"Model '{request.Model.Card.Name}' has no unit of kind {string.Join(" or ", request.Units.Select(ModelUnits.WordOf))}{stacks}.");
    }

    /// <summary>Checks what can be checked before anything runs.</summary>
    internal static void Demand(ImportanceRequest request)
    {
        ImportanceDescriptor descriptor = request.Method.Descriptor;
        if (request.Batches.IsDefaultOrEmpty)
        {
            throw new LensInputException("There is no example; importance is measured on some.");
        }

        if (request.MaxRows is < 1 || request.Resamples < 1)
        {
            throw new LensInputException($"A pass of {request.MaxRows} rows or {request.Resamples} resamples was asked for; expected at least 1 of each.");
        }

        if (request.Units.IsDefaultOrEmpty || request.Units.Any(kind => !descriptor.Units.Contains(kind)))
        {
            throw new LensInputException(
                $"Method '{descriptor.Name}' was asked for units {string.Join(", ", request.Units.IsDefault ? [] : request.Units.Select(ModelUnits.WordOf))}; it scores {string.Join(", ", descriptor.Units.Select(ModelUnits.WordOf))}.");
        }
    }

    private static ImportanceScores Checked(ImportanceScores scores, ImportanceRun run, string name)
    {
        bool fits = scores.Contributions.IsDefault
            ? !scores.Scores.IsDefault && scores.Scores.Length == run.Units.Length
            : scores.Scores.IsDefault && Fits(scores.Contributions, run);
        if (!fits || !(scores.Values.IsDefault || Fits(scores.Values, run)) || !(scores.StandardErrors.IsDefault || Fits(scores.StandardErrors, run))
            || scores.Extras.Values.Any(extra => extra.IsDefault || extra.Length != run.Units.Length))
        {
            throw new LensException($"Importance '{name}' did not give a number for each of {run.Units.Length} units (and {run.ExampleCount} examples).");
        }

        return (scores.Contributions.IsDefault ? scores.Scores : scores.Contributions.SelectMany(row => row)).All(double.IsFinite)
            ? scores
            : throw new LensInputException($"Importance '{name}' gave scores that are not finite on model '{run.Model.Card.Name}'; check the model's weights and the method's settings.");
    }

    private static bool Fits(ImmutableArray<ImmutableArray<double>> table, ImportanceRun run) =>
        table.Length == run.Units.Length && table.All(row => !row.IsDefault && row.Length == run.ExampleCount);
}
