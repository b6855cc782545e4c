namespace AttentionLens.Engine;

/// <summary>One attribution method in one run: its answers batch by batch, and its place in the report.</summary>
internal sealed class MethodRun
{
    public MethodRun(AttributionSelection selection, RunScope scope)
    {
        Selection = selection;
        Run = new AnalyzerRun($"{AttributionStep.Name}.{Descriptor.Name}", selection.Plugin, selection.Options, [], scope);
        Run.BeginExamples();
    }

    public AttributionSelection Selection { get; }

    public AttributionMethod Method => Selection.Method;

    public AttributionDescriptor Descriptor => Selection.Method.Descriptor;

    public AnalyzerRun Run { get; }

    /// <summary>Its answers, one for each batch of the step.</summary>
    public List<AttributionResult> Answers { get; } = [];

    /// <summary>The figures that show it, once they are published.</summary>
    public List<ArtefactId> Figures { get; } = [];

    /// <summary>Runs the method on a batch. One that throws fails alone, and is not asked again.</summary>
    public async Task AnswerAsync(AttributionRequest request, CancellationToken cancellationToken)
    {
        if (Run.IsPartial)
        {
            return;
        }

        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            AttributionResult answer = await AttributionRunner.AttributeAsync(request, null, cancellationToken);
            AttributionFigures.Demand(answer, request.Batch, Descriptor.Name);

            // What no figure shows can be large: the features of every position.
            Answers.Add(answer with { FeatureScores = null, Extras = AttributionParts.Shown(answer.Extras) });
            Run.ExamplesSeen += request.Batch.Size;
        }
        catch (Exception exception)
        {
            // The runner wraps what a plugin throws; the report names the exception itself.
            Exception cause = exception is LensException { InnerException: { } inner } and not LensInputException ? inner : exception;
            Run.Fail(cause, new SiteAddress(null, Example: request.Batch.Examples[0].Index));
        }
    }
}
