using System.Collections.Immutable;
using AttentionLens.Engine;
using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Hosting;

/// <summary>Prunes in rounds: what is gone is masked in a copy of the model, which is trained with the mask, so that what is measured next is what will be written. The weights of
/// what is masked have no gradient, and are cut out in the end.</summary>
/// <remarks>Source: Molchanov et al. 2017, section 2: importance, removal and fine-tuning in turns.</remarks>
internal sealed class PruningRounds
{
    private readonly LensHost _host;
    private readonly PruningRequest _request;
    private readonly TransformerModel _copy;
    private readonly RemovalGauge _gauge;
    private readonly bool _lowerIsBetter;
    private readonly double _baseline;
    private readonly List<PruningRound> _rounds = [];
    private ImmutableArray<ModelUnit> _gone = [];

    /// <param name="host">Loads copies.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="copy">A copy of the model; it is trained.</param>
    /// <param name="gauge">Measures the cost.</param>
    /// <param name="whole">The cost of removal without training.</param>
    public PruningRounds(LensHost host, PruningRequest request, TransformerModel copy, RemovalGauge gauge, RemovalResult whole)
    {
        _host = host;
        _request = request;
        _copy = copy;
        _gauge = gauge;
        _lowerIsBetter = whole.LowerIsBetter;
        _baseline = whole.Order.Points[0].Value;
    }

    /// <summary>What is gone at the end.</summary>
    public ImmutableArray<ModelUnit> Gone => _gone;

    /// <summary>Goes through the rounds.</summary>
    /// <param name="first">The importance in the whole model.</param>
    /// <param name="most">How many groups of units go in all.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancellationToken">Cancels within a pass.</param>
    public async ValueTask<ImmutableArray<PruningRound>> RunAsync(ImportanceResult first, int most, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        int groups = 0;
        for (int round = 0; round < _request.Rounds; round++)
        {
            int target = (int)Math.Round((double)most * (round + 1) / _request.Rounds, MidpointRounding.AwayFromZero);
            if (target == groups)
            {
                continue;
            }

            Part? share = progress is null ? null : new Part(progress, (double)round / _request.Rounds, (round + 1.0) / _request.Rounds);
            ImportanceResult importance = _gone.IsEmpty ? first : await ScoreAsync(cancellationToken);
            ImmutableArray<ModelUnit> next = [.. PruningOrder.Of(_copy, importance).Take(target - groups).SelectMany(group => group)];
            if (!await TakeAsync(next, target, round, share, cancellationToken))
            {
                break;
            }

            groups = target;
        }

        return [.. _rounds];
    }

    // Removes units and trains; where that costs more than it may, everything is as it was.
    private async ValueTask<bool> TakeAsync(ImmutableArray<ModelUnit> next, int target, int round, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ImmutableArray<ModelUnit> gone = [.. _gone, .. next];
        ImmutableArray<Intervention> masks = ModelUnits.RemovalOf(gone);
        RemovalPoint before = await _gauge.MeasureAsync(_copy, masks, target, cancellationToken);
        ImmutableArray<(Parameter Parameter, float[] Values)> kept = _request.MaxDrop is null || _request.FineTuning is null ? [] : Values();
        double? loss = Train(masks, round, progress, cancellationToken);
        RemovalPoint? after = loss is null ? null : await _gauge.MeasureAsync(_copy, masks, target, cancellationToken);
        double drop = (_lowerIsBetter ? -1 : 1) * (_baseline - (after ?? before).Value);
        bool isKept = _request.Allows(drop);
        _rounds.Add(new PruningRound(next, before, after, loss, isKept));
        if (isKept)
        {
            _gone = gone;
        }
        else
        {
            foreach ((Parameter parameter, float[] values) in kept)
            {
                parameter.Write(values);
            }
        }

        return isKept;
    }

    private double? Train(ImmutableArray<Intervention> masks, int round, IProgress<double>? progress, CancellationToken cancellationToken) => _request.FineTuning is { } tuning
        ? FineTuner.Train(
            _copy,
            tuning.Examples,
            masks,
            tuning.Settings with { Seed = _request.Seed, Round = round },
            progress is null ? null : new Steps(progress),
            cancellationToken)
        : null;

    private async ValueTask<ImportanceResult> ScoreAsync(CancellationToken cancellationToken)
    {
        ImmutableArray<Intervention> masks = ModelUnits.RemovalOf(_gone);
        return await ImportanceRunner.ScoreAsync(
            _request.Importance(new IntervenedModel(_copy, masks, []), _gauge.Batches, new CopyTrainer(_host, _request.Folder, _copy, masks)) with { Without = _gone },
            null,
            cancellationToken);
    }

    private ImmutableArray<(Parameter Parameter, float[] Values)> Values() =>
    [
        .. _copy.Parameters.Where(parameter => parameter.Owner == parameter).Select(parameter =>
        {
            float[] values = new float[parameter.Length];
            parameter.Read(values);
            return (parameter, values);
        }),
    ];

    private sealed class Steps(IProgress<double> progress) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => progress.Report((double)value.Step / value.Steps);
    }
}
