using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>The scores of methods on one model.</summary>
internal sealed class ScoreRecord
{
    private readonly ImmutableArray<TestedBatch> _tested;

    // [method][example]; null for a method that gave none.
    private readonly ImmutableArray<ImmutableArray<double[]>?> _scores;

    private ScoreRecord(ImmutableArray<TestedBatch> tested, ImmutableArray<ImmutableArray<double[]>?> scores)
    {
        _tested = tested;
        _scores = scores;
    }

    /// <summary>How many examples are compared.</summary>
    public int Examples => _tested.Sum(part => part.Inputs.Count(IsLongEnough));

    /// <summary>Asks the methods.</summary>
    /// <param name="parts">What is tested.</param>
    /// <param name="model">The model that is explained in the place of theirs.</param>
    /// <param name="original">The record of the model as it is, whose targets are explained; null for that model itself.</param>
    /// <param name="cancellationToken">Cancels within a pass.</param>
    public static async ValueTask<ScoreRecord> OfAsync(IReadOnlyList<FaithfulnessRequest> parts, LensModel model, ScoreRecord? original, CancellationToken cancellationToken)
    {
        ImmutableArray<TestedBatch> tested = original?._tested ?? [.. await TestAsync(parts, cancellationToken)];
        List<ImmutableArray<double[]>?> scores = [];
        for (int method = 0; method < parts[0].Methods.Length; method++)
        {
            scores.Add(original is { } before && before._scores[method] is null ? null : await ScoresAsync(parts, tested, model, method, cancellationToken));
        }

        return new ScoreRecord(tested, [.. scores]);
    }

    /// <summary>For each method the mean rank correlation of the sizes of the scores, or null where there are none.</summary>
    public ImmutableArray<double?> CorrelationsWith(ScoreRecord other) =>
    [
        .. _scores.Select((method, index) => method is { } own && other._scores[index] is { } others ? Mean(own, others) : (double?)null),
    ];

    private static bool IsLongEnough(RemovableInput input) => input.Positions.Length >= ScoreOrder.Fewest;

    private static async ValueTask<List<TestedBatch>> TestAsync(IReadOnlyList<FaithfulnessRequest> parts, CancellationToken cancellationToken)
    {
        List<TestedBatch> tested = [];
        foreach (FaithfulnessRequest part in parts)
        {
            tested.Add(await TestedBatch.OfAsync(part, cancellationToken));
        }

        return tested;
    }

    private static async ValueTask<ImmutableArray<double[]>?> ScoresAsync(
        IReadOnlyList<FaithfulnessRequest> parts, ImmutableArray<TestedBatch> tested, LensModel model, int method, CancellationToken cancellationToken)
    {
        ImmutableArray<double[]>.Builder scores = ImmutableArray.CreateBuilder<double[]>();
        for (int part = 0; part < parts.Count; part++)
        {
            FaithfulnessRequest request = parts[part] with { Model = model, Methods = [parts[part].Methods[method]], SensitivitySamples = 0 };
            ImmutableArray<MethodAnswer> answer = await MethodAnswers.AskAsync(request, tested[part], [], _ => { }, cancellationToken);
            if (answer.IsEmpty)
            {
                return null;
            }

            scores.AddRange(answer[0].Rankings.Where(ranking => IsLongEnough(ranking.Input)).Select(ranking => ranking.Scores!));
        }

        return scores.DrainToImmutable();
    }

    // Scores that are all equal are in nobody's order.
    private static double Mean(ImmutableArray<double[]> scores, ImmutableArray<double[]> others) => scores
        .Select((own, place) => ScoreOrder.Correlation(Sizes(own), Sizes(others[place])) ?? 0)
        .Average();

    private static double[] Sizes(double[] scores) => [.. scores.Select(Math.Abs)];
}
