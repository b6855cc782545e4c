using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>Trains a tuned lens: at every layer the Kullback–Leibler divergence from what the model says in the end to what the lens reads there falls. The model stays as it is.</summary>
/// <remarks>Source: Belrose et al. 2023, section 3 and appendix; with AdamW in place of SGD.</remarks>
public sealed class TunedLensTrainer : IDisposable
{
    private readonly TransformerModel _model;
    private readonly TunedLensReader _reader;
    private readonly ExampleRounds _rounds;
    private readonly ImmutableArray<EncodedExample> _heldOut;
    private readonly TunedLensSettings _settings;

    /// <summary>Creates a trainer of a lens of zeros.</summary>
    /// <param name="model">The model; it stays the caller's.</param>
    /// <param name="examples">The texts to train on, at least one.</param>
    /// <param name="heldOut">The texts to measure on, at least one.</param>
    /// <param name="settings">How.</param>
    /// <exception cref="LensInputException">The model is no causal language model with a last normalisation, or there are no texts.</exception>
    public TunedLensTrainer(TransformerModel model, ImmutableArray<EncodedExample> examples, ImmutableArray<EncodedExample> heldOut, TunedLensSettings settings)
    {
        if (examples.IsDefaultOrEmpty || heldOut.IsDefaultOrEmpty)
        {
            throw new LensInputException($"A tuned lens was to be trained on {examples.Length} texts and measured on {heldOut.Length}; expected at least one of each.");
        }

        _model = model;
        _rounds = new ExampleRounds(examples, settings.BatchSize, settings.Seed);
        _heldOut = heldOut;
        _settings = settings;
        _reader = new TunedLensReader(model);
        Lens = new TunedLens(_reader.Layers, model.Card.Width);
    }

    /// <summary>The lens; it goes back with the trainer.</summary>
    public TunedLens Lens { get; }

    /// <summary>Trains. The same model, texts and settings give the same lens, on any number of threads.</summary>
    /// <param name="progress">Hears of every step; the loss is the mean divergence over layers.</param>
    /// <param name="cancellationToken">Cancels within a step.</param>
    /// <returns>The divergence of each layer on the texts that were held out, for the logit lens and for the tuned one.</returns>
    /// <exception cref="LensInputException">The loss is no longer finite: the learning rate is too large.</exception>
    public TrainingOutcome Train(IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        double[] before = Measure(cancellationToken);
        ImmutableArray<AdamW> optimizers = [.. Enumerable.Range(0, Lens.Layers).Select(layer => new AdamW(Lens.ParametersOf(layer), _settings.Optimizer))];
        try
        {
            for (int step = 0; step < _settings.Steps; step++)
            {
                double rate = _settings.Schedule.At(step);
                using TunedLensPass pass = _reader.Read(_model.Inputs.Collate(_rounds.At(step)), cancellationToken);
                double loss = 0;
                for (int layer = 0; layer < Lens.Layers; layer++)
                {
                    AdamW optimizer = optimizers[layer];
                    loss += pass.Train(Lens, layer, gradients => optimizer.Step(gradients, rate), cancellationToken) / Lens.Layers;
                }

                if (!double.IsFinite(loss))
                {
                    throw new LensInputException(FormattableString.Invariant(
                        $"The loss of step {step + 1} is {loss}; expected a finite one. Lower the learning rate, {_settings.LearningRate}."));
                }

                progress?.Report(new TrainingProgress(step + 1, _settings.Steps, loss));
            }
        }
        finally
        {
            foreach (AdamW optimizer in optimizers)
            {
                optimizer.Dispose();
            }
        }

        double[] after = Measure(cancellationToken);
        return new TrainingOutcome(
        [
            .. Enumerable.Range(0, Lens.Layers).SelectMany(layer => new[]
            {
                new Measure($"layer {layer}, logit lens", before[layer], "nats"),
                new Measure($"layer {layer}, tuned lens", after[layer], "nats"),
            }),
        ]);
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => Lens.Dispose();

    private double[] Measure(CancellationToken cancellationToken)
    {
        double[] sums = new double[Lens.Layers];
        long positions = 0;
        foreach (EncodedExample[] chunk in _heldOut.Chunk(_settings.BatchSize))
        {
            using TunedLensPass pass = _reader.Read(_model.Inputs.Collate(chunk), cancellationToken);
            for (int layer = 0; layer < sums.Length; layer++)
            {
                sums[layer] += pass.Measure(Lens, layer, cancellationToken) * pass.Positions;
            }

            positions += pass.Positions;
        }

        return [.. sums.Select(sum => sum / positions)];
    }
}
