using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>One run of a model, as a lens reads it.</summary>
internal sealed class TunedLensPass : IDisposable
{
    private readonly TransformerModel _model;
    private readonly InputBatch _batch;
    private readonly TransformerRun _run;
    private readonly ImmutableArray<HookName> _streams;
    private readonly Tensor _said;

    /// <param name="model">The model.</param>
    /// <param name="batch">The examples.</param>
    /// <param name="run">A run that captured the streams; the pass disposes it.</param>
    /// <param name="streams">Where each layer is read.</param>
    public TunedLensPass(TransformerModel model, InputBatch batch, TransformerRun run, ImmutableArray<HookName> streams)
    {
        _model = model;
        _batch = batch;
        _run = run;
        _streams = streams;
        Positions = batch.Examples.Sum(example => example.Mask.Count(seen => seen));
        _said = Tensor.Rent(run.Output.Shape);
        SoftmaxKernel.Forward(run.Output.Values, run.Output.Values.Length / Classes, Classes, _said.Span);
    }

    /// <summary>The number of positions that count: those without padding.</summary>
    public int Positions { get; }

    private int Classes => _run.Output.Shape[^1];

    /// <summary>The mean divergence of a layer, in nats.</summary>
    public double Measure(TunedLens lens, int layer, CancellationToken cancellationToken)
    {
        using Tape tape = new(isRecording: false, cancellationToken: cancellationToken);
        Variable moved = lens.Apply(tape, layer, StreamOf(tape, layer));
        return ReadOut(moved, isTraining: false, cancellationToken, out _);
    }

    /// <summary>As <see cref="Measure"/>, and hands on the gradients of the layer's weights.</summary>
    public double Train(TunedLens lens, int layer, Action<WeightGradients> step, CancellationToken cancellationToken)
    {
        using Tape tape = new(isRecording: true, wantsWeightGradients: true, cancellationToken: cancellationToken);
        Variable moved = lens.Apply(tape, layer, StreamOf(tape, layer));
        double divergence = ReadOut(moved, isTraining: true, cancellationToken, out Tensor? signal);
        tape.Backward(moved, signal!);
        step(tape.WeightGradients);
        return divergence;
    }

    public void Dispose()
    {
        _said.Dispose();
        _run.Dispose();
    }

    private Variable StreamOf(Tape tape, int layer)
    {
        LensTensor stream = _run.Captured(_streams[layer]);
        Tensor copy = Tensor.Rent(stream.Shape);
        stream.Values.CopyTo(copy.Span);
        return tape.Input(copy);
    }

    // On a tape of its own, so that no gradient of the unembedding is computed, which nobody wants.
    private double ReadOut(Variable moved, bool isTraining, CancellationToken cancellationToken, out Tensor? signal)
    {
        Tape tape = new(isTraining, cancellationToken: cancellationToken);
        using Pass pass = new(_model.Hooks, new PassPlan(_model.Hooks, RunPlan.OutputOnly), _batch, tape, cancellationToken);
        Variable read = tape.Input(moved.Value.Retain());
        if (isTraining)
        {
            tape.Watch(read);
        }

        Variable logits = _model.Head.Run(pass, read);
        using Tensor slope = Tensor.Rent(logits.Value.Shape);
        double divergence = Divergence(logits.Value.Span, slope.Span);
        tape.Backward(logits, slope.Retain());
        signal = isTraining ? read.RetainSignal() : null;
        return divergence;
    }

    // The divergence's gradient in the logits is the difference of the two distributions.
    private double Divergence(ReadOnlySpan<float> logits, Span<float> slope)
    {
        SoftmaxKernel.Forward(logits, logits.Length / Classes, Classes, slope);
        double sum = 0;
        for (int row = 0; row < logits.Length / Classes; row++)
        {
            Span<float> read = slope.Slice(row * Classes, Classes);
            (int example, int position) = Math.DivRem(row, _batch.Length);
            if (!_batch.Examples[example].Mask[position])
            {
                read.Clear();
                continue;
            }

            ReadOnlySpan<float> said = _said.Span.Slice(row * Classes, Classes);
            sum += DivergenceOf(said, _run.Output.Values.Slice(row * Classes, Classes), read, logits.Slice(row * Classes, Classes));
            for (int index = 0; index < read.Length; index++)
            {
                read[index] = (read[index] - said[index]) / Positions;
            }
        }

        return sum / Positions;
    }

    private static double DivergenceOf(ReadOnlySpan<float> said, ReadOnlySpan<float> saidLogits, ReadOnlySpan<float> read, ReadOnlySpan<float> readLogits)
    {
        double shift = Normalizer(saidLogits, said) - Normalizer(readLogits, read);
        double sum = 0;
        for (int index = 0; index < said.Length; index++)
        {
            sum += said[index] * ((double)saidLogits[index] - readLogits[index] - shift);
        }

        return sum;
    }

    // The logarithm of the sum of exponentials, from the entry where the probability has most digits.
    private static double Normalizer(ReadOnlySpan<float> logits, ReadOnlySpan<float> probabilities)
    {
        int largest = 0;
        for (int index = 1; index < logits.Length; index++)
        {
            largest = logits[index] > logits[largest] ? index : largest;
        }

        return logits[largest] - Math.Log(probabilities[largest]);
    }
}
