using System.Collections.Immutable;
using AttentionLens.Engine;
using AttentionLens.Hosting;

namespace AttentionLens.Cli;

/// <summary>Evaluates a model, and methods on it.</summary>
internal sealed class EvaluationJob
{
    private readonly LensModel _model;
    private readonly ChosenTests _tests;
    private readonly RandomisedModelLoader _load;

    /// <param name="model">The model.</param>
    /// <param name="tests">Which methods are tested, and how.</param>
    /// <param name="load">Loads the model once more.</param>
    public EvaluationJob(LensModel model, ChosenTests tests, RandomisedModelLoader load)
    {
        _model = model;
        _tests = tests;
        _load = load;
    }

    public async Task<EvaluationReport> RunAsync(ImmutableArray<InputBatch> batches, Action<double> report, CancellationToken cancellationToken)
    {
        List<FaithfulnessResult> parts = [];
        List<ImmutableArray<Measure>> task = [];
        double share = (_tests.Randomises ? 0.5 : 1) / batches.Length;
        foreach (InputBatch batch in batches)
        {
            task.AddRange(await TaskMetrics.EvaluateAsync(_model, batch, cancellationToken));
            if (!_tests.Methods.IsEmpty)
            {
                double before = parts.Count * share;
                parts.Add(await FaithfulnessRunner.EvaluateAsync(_tests.On(_model, batch), new Progress<double>(done => report(before + (done * share))), cancellationToken));
            }
        }

        FaithfulnessResult? faithfulness = parts.Count == 0 ? null : FaithfulnessResult.Combine(parts);
        return new EvaluationReport(_model.Card.Name, _tests.Removal, [.. task], faithfulness)
        {
            Randomisation = _tests.Randomises
                ? await RandomisationRunner.EvaluateAsync(
                    [.. batches.Select(batch => _tests.On(_model, batch))], _load, new Progress<double>(done => report(0.5 + (0.5 * done))), cancellationToken)
                : null,
        };
    }
}
