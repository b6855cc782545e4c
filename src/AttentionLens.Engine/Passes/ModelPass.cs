using System.Globalization;

namespace AttentionLens.Engine;

/// <summary>Runs the model. What its adapter throws unasked becomes one line that names the examples.</summary>
internal static class ModelPass
{
    public static async ValueTask<ModelRun> RunAsync(
        LensModel model, InputBatch batch, RunPlan plan, CancellationToken cancellationToken)
    {
        try
        {
            return await model.RunAsync(batch, plan, null, cancellationToken);
        }
        catch (Exception exception) when (exception is not (LensException or OperationCanceledException))
        {
            // An adapter may wrap what a reader threw; a cancelled run ends as cancelled all the same.
            cancellationToken.ThrowIfCancellationRequested();
            throw Failed("run", Name(batch.Examples), exception);
        }
    }

    public static string Name(IReadOnlyList<EncodedExample> examples) =>
        string.Create(CultureInfo.InvariantCulture, $"Examples {examples[0].Index} to {examples[^1].Index}");

    public static LensException Failed(string step, string examples, Exception exception)
    {
        Exception cause = FailureLine.Cause(exception);
        return new LensException(
            $"{examples}: the model failed to {step} with {FailureLine.TypeName(cause)}: {FailureLine.Message(cause)}", exception);
    }
}
