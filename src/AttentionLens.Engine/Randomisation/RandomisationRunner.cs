using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Asks methods to explain the model with random weights: scores that stay the same do not tell of the model.</summary>
/// <remarks>Sources: Adebayo et al. 2018, section 3, cascading randomisation from the last layer to the first; the weights are drawn anew with the mean and
/// deviation of each. The loaded model is not touched: each random one is loaded from its checkpoint.</remarks>
public static class RandomisationRunner
{
    /// <summary>Compares the scores of methods on a model with those on the same model as its stages become random, from the last to the first.</summary>
    /// <param name="parts">What is tested, batch by batch: the same model and methods in each, at least one.</param>
    /// <param name="load">Loads the model once more.</param>
    /// <param name="progress">Hears how far it is, from 0 to 1.</param>
    /// <param name="cancellationToken">Cancels within a pass.</param>
    /// <exception cref="LensInputException">The model does not say which weights its stages have, or its adapter does not let them be changed, or no
    /// example has enough positions.</exception>
    public static async ValueTask<RandomisationResult> EvaluateAsync(
        IReadOnlyList<FaithfulnessRequest> parts, RandomisedModelLoader load, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        LensModel model = parts[0].Model;
        StageInfo[] stages = [.. model.Stages.Where(stage => !stage.Weights.IsEmpty).OrderByDescending(stage => stage.Index)];
        if (stages.Length == 0)
        {
            throw new LensInputException($"Model '{model.Card.Name}' does not say which weights its stages have; its adapter has to, for weights to be drawn anew.");
        }

        ScoreRecord original = await ScoreRecord.OfAsync(parts, model, null, cancellationToken);
        if (original.Examples == 0)
        {
            throw new LensInputException($"No example has {ScoreOrder.Fewest} positions with scores to compare; give longer inputs.");
        }

        HashSet<string> random = new(StringComparer.Ordinal);
        List<ImmutableArray<double?>> steps = [];
        foreach (StageInfo stage in stages)
        {
            random.UnionWith(stage.Weights);
            RandomWeights weights = new(random, parts[0].Seed);
            await using LensModel changed = await load(new ModelLoadOptions { EditWeight = weights.Edit }, cancellationToken);
            if (weights.Untouched is { } name)
            {
                throw new LensInputException(
                    $"Weight '{name}' of model '{model.Card.Name}' could not be drawn anew: its adapter does not show it to {nameof(ModelLoadOptions)}.{nameof(ModelLoadOptions.EditWeight)}.");
            }

            steps.Add(original.CorrelationsWith(await ScoreRecord.OfAsync(parts, changed, original, cancellationToken)));
            progress?.Report((double)steps.Count / stages.Length);
        }

        return new RandomisationResult(
            [.. stages.Select(stage => stage.Name)],
            original.Examples,
            [
                .. parts[0].Methods.Select((method, index) => (method.Method.Descriptor.Name, Curve: steps.Select(step => step[index]).ToArray()))
                    .Where(method => method.Curve.All(correlation => correlation is not null))
                    .Select(method => new RandomisedMethod(method.Name, [.. method.Curve.Select(correlation => correlation!.Value)])),
            ]);
    }
}
