namespace AttentionLens.Engine;

/// <summary>Runs attribution methods.</summary>
public static class AttributionRunner
{
    /// <summary>How many positions go through the model together where a method has many rows to run, unless the request says otherwise.</summary>
    public const int DefaultRowPositions = 2048;

    /// <summary>Explains a batch.</summary>
    /// <param name="request">The model, the examples, the method and its settings.</param>
    /// <param name="progress">Hears how far it is, from 0 to 1.</param>
    /// <param name="cancellationToken">Cancels within a pass.</param>
    /// <exception cref="LensInputException">The method does not fit the model or the objective, or a setting cannot be used.</exception>
    /// <exception cref="LensException">The method failed, or gave something other than it has to.</exception>
    public static async ValueTask<AttributionResult> AttributeAsync(
        AttributionRequest request, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        if (request.MaxRows is < 1)
        {
            throw new LensInputException($"A pass of {request.MaxRows} rows was asked for; expected at least 1.");
        }

        string name = request.Method.Descriptor.Name;
        RunnerContext context = new(request, progress);
        try
        {
            return Checked(await request.Method.AttributeAsync(context, cancellationToken), request);
        }
        catch (Exception exception) when (exception is not (LensException or OperationCanceledException or OutOfMemoryException))
        {
            throw new LensException($"Attribution '{name}' failed: {exception.GetType().Name}: {exception.Message}", exception);
        }
    }

    private static AttributionResult Checked(AttributionResult attribution, AttributionRequest request)
    {
        string name = request.Method.Descriptor.Name;
        int examples = request.Batch.Size;
        if (attribution.Targets.Length != examples || attribution.TargetValues.Length != examples
            || attribution.Scores.Shape.Length != 2 || attribution.Scores.Shape[0] != examples)
        {
            throw new LensException($"Attribution '{name}' did not give a target, a value and a row of scores for each of {examples} examples.");
        }

        return attribution.Scores.Values.All(float.IsFinite)
            ? attribution
            : throw new LensInputException($"Attribution '{name}' gave scores that are not finite on model '{request.Model.Card.Name}'; check the model's weights and the method's settings.");
    }
}
