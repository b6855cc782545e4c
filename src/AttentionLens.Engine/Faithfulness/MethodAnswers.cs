using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Asks methods for their scores.</summary>
internal static class MethodAnswers
{
    /// <summary>The order in which each method ranks each example, [method][example].</summary>
    public static async ValueTask<ImmutableArray<ImmutableArray<Ranking>>> AskAsync(
        FaithfulnessRequest request, TestedBatch tested, Action<double> report, CancellationToken cancellationToken)
    {
        ImmutableArray<ImmutableArray<Ranking>>.Builder rankings = ImmutableArray.CreateBuilder<ImmutableArray<Ranking>>(request.Methods.Length);
        foreach ((AttributionMethod method, ImmutableArray<KeyValuePair<string, string>> options) in request.Methods)
        {
            AttributionResult answer = await AttributionRunner.AttributeAsync(RequestOf(request, tested, method, options), null, cancellationToken);
            rankings.Add([.. tested.Inputs.Select(input => Ranking.Of(input, input.ScoresIn(answer)))]);
            report((double)rankings.Count / request.Methods.Length);
        }

        return rankings.DrainToImmutable();
    }

    private static AttributionRequest RequestOf(
        FaithfulnessRequest request, TestedBatch tested, AttributionMethod method, ImmutableArray<KeyValuePair<string, string>> options) => new()
        {
            Model = request.Model,
            Batch = tested.Batch,
            Method = method,
            Objective = request.Objective,
            Baseline = request.Baseline,
            Options = options,
            Rules = request.Rules,
            MaxRows = request.MaxRows,
        };
}
