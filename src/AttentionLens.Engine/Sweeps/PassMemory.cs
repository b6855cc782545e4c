using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>How much memory passes over a model take beside its weights: a bound, from widths, lengths and what is asked for. It counts all that a stage
/// computes as if it lived at once, so that what is really in use lies below.</summary>
public sealed class PassMemory
{
    // Tables and packed rows that do not grow with the batch.
    private const long Fixed = 256 << 10;
    private readonly ModelCard _card;
    private readonly HookCatalog _hooks;
    private readonly int[] _stages;
    private readonly int _lastStage;

    /// <summary>Looks at a model.</summary>
    /// <param name="model">The model.</param>
    public PassMemory(LensModel model)
    {
        _card = model.Card;
        _hooks = model.Hooks;
        _stages = [.. model.Hooks.Select(hook => model.StageOf(hook.Name))];
        _lastStage = model.Stages.Length - 1;
    }

    /// <summary>Cuts batches into those that fit into memory with a backward pass behind them; no padding changes.</summary>
    /// <param name="batches">The batches.</param>
    /// <param name="bytes">The memory; null for any.</param>
    /// <returns>The same examples in the same order; single ones where no batch fits.</returns>
    public ImmutableArray<InputBatch> Split(ImmutableArray<InputBatch> batches, long? bytes) => bytes is null
        ? batches
        : [.. batches.SelectMany(batch => batch.Examples.Chunk(RowsWithin(bytes, batch, int.MaxValue)).Select(examples => new InputBatch([.. examples])))];

    /// <summary>How many rows like those of a batch go through the model together, with a backward pass behind them.</summary>
    /// <param name="bytes">The memory; null for any.</param>
    /// <param name="like">The batch.</param>
    /// <param name="most">The most that are wanted.</param>
    /// <returns>At least 1.</returns>
    internal int RowsWithin(long? bytes, InputBatch like, int most)
    {
        (long once, long row) = Recorded(like.Examples[0]);
        return bytes is { } bound ? (int)Math.Clamp((bound - once) / row, 1, most) : most;
    }

    /// <summary>Refuses a pass that may not fit into memory.</summary>
    /// <param name="bytes">The memory; null for any.</param>
    /// <param name="batch">The examples.</param>
    /// <param name="plan">What is asked for.</param>
    /// <exception cref="LensInputException">It may take more.</exception>
    internal void Demand(long? bytes, InputBatch batch, RunPlan plan)
    {
        bool keeps = plan.Backward is not null || !plan.Capture.IsEmpty;
        (long once, long row) = keeps ? Recorded(batch.Examples[0]) : Forward(batch.Examples[0], default, null, [], []);
        long needed = once + (batch.Size * row);
        if (needed > bytes)
        {
            throw new LensInputException(FormattableString.Invariant(
                $"{bytes} bytes were allowed for values, but a pass of model '{_card.Name}' over {batch.Size} examples of {batch.Length} positions{(keeps ? " and back" : string.Empty)} can take {needed} beside its weights; allow at least {needed}, or give fewer or shorter inputs."));
        }
    }

    /// <summary>What a pass without a backward pass takes: bytes for each row, and once.</summary>
    /// <param name="example">One of its rows.</param>
    /// <param name="start">Where it starts.</param>
    /// <param name="last">The stage it ends with; null for the model's last.</param>
    /// <param name="asked">The hook points that are changed, read or kept.</param>
    /// <param name="captured">Those whose values are kept until the end.</param>
    internal (long Once, long Row) Forward(
        EncodedExample example, SweepStart start, int? last, IReadOnlyCollection<int> asked, IReadOnlyCollection<int> captured)
    {
        long most = 0;
        for (int stage = start.Stage; stage <= (last ?? _lastStage); stage++)
        {
            most = Math.Max(most, StageOf(stage, example, asked, looksInside: false));
        }

        long row = most + StateFloats(start, example) + captured.Sum(hook => SizeOf(_hooks[hook], example));
        return (Once(example), Bytes(row));
    }

    /// <summary>What a state that passes start from takes for each example, in bytes.</summary>
    /// <param name="start">Where they start.</param>
    /// <param name="example">One of the examples.</param>
    internal long State(SweepStart start, EncodedExample example) => Bytes(StateFloats(start, example));

    private (long Once, long Row) Recorded(EncodedExample example)
    {
        long all = 0;
        for (int stage = 0; stage <= _lastStage; stage++)
        {
            all += StageOf(stage, example, [], looksInside: true);
        }

        // Each value has a signal on the way back.
        return (Once(example), Bytes(2 * all));
    }

    private long StageOf(int stage, EncodedExample example, IReadOnlyCollection<int> asked, bool looksInside)
    {
        long stream = (long)LongestOf(example) * _card.Width;
        long sum = 0;
        long largest = stream;
        bool opened = looksInside;
        for (int index = 0; index < _stages.Length; index++)
        {
            opened |= _stages[index] == stage && _hooks[index].Kind is HookKind.Scores or HookKind.Pattern && asked.Contains(index);
        }

        for (int index = 0; index < _stages.Length; index++)
        {
            if (_stages[index] != stage)
            {
                continue;
            }

            HookPoint hook = _hooks[index];
            long size = SizeOf(hook, example);
            bool exists = hook.Kind switch
            {
                HookKind.Scores or HookKind.Pattern => opened || asked.Contains(index),
                HookKind.HeadResult => asked.Contains(index),
                _ => true,
            };
            if (exists)
            {
                // A change makes a copy, and an objective has a signal as large as the logits and their probabilities.
                sum += size * (hook.Kind == HookKind.Logits ? 3 : asked.Contains(index) ? 2 : 1);
                largest = Math.Max(largest, size);
            }

            sum += hook.Kind == HookKind.Pattern ? AttentionScratch(hook, example) : 0;
        }

        // Packed inputs of a product and the second branch of a gated MLP; norms, sums, the state that came and the state that goes, in either stack.
        return sum + (4 * largest) + (8 * stream);
    }

    private long StateFloats(SweepStart start, EncodedExample example)
    {
        long stream = (long)LongestOf(example) * _card.Width;
        long encoder = example.Decoder is null ? 0 : stream;
        return !start.NeedsState ? 0
            : start.Point is not { } point ? stream + encoder
            : (2 * stream) + encoder + SizeOf(_hooks[point], example);
    }

    // Packed keys, values and one block of scores, for each head as if all were at work at once.
    private long AttentionScratch(HookPoint pattern, EncodedExample example) =>
        _card.Heads * ((long)LengthIn(example, pattern.KeyStack) * ((4 * _card.HeadWidth) + 64) + (64 * _card.HeadWidth) + 1024);

    // Once for all rows: fixed tables, position biases of all pairs, and a packed tile of rows.
    private long Once(EncodedExample example)
    {
        long longest = LongestOf(example);
        return Fixed + (sizeof(float) * ((_card.Heads * longest * longest) + (32L * Math.Max(_card.MlpWidth, _card.Width)) + ((long)_card.Heads * _card.HeadWidth * _card.Width)));
    }

    private long SizeOf(HookPoint hook, EncodedExample example)
    {
        long size = 1;
        foreach (Axis axis in hook.Spec.Axes)
        {
            size *= axis switch
            {
                Axis.Batch => 1,
                Axis.Head => _card.Heads,
                Axis.HeadWidth => _card.HeadWidth,
                Axis.Width => _card.Width,
                Axis.MlpWidth => _card.MlpWidth,
                Axis.Class => _card.Labels.IsDefaultOrEmpty ? Math.Max(1, _card.VocabularySize) : _card.Labels.Length,
                Axis.Position or Axis.Patch => LengthIn(example, hook.PositionStack),
                Axis.Query => LengthIn(example, hook.Stack),
                Axis.Key => LengthIn(example, hook.KeyStack),
                Axis.Channel => example.Pixels?.Channels ?? 1,
                Axis.PixelRow => example.Pixels?.Height ?? 1,
                Axis.PixelColumn => example.Pixels?.Width ?? 1,
                _ => _card.Layers,
            };
        }

        return size;
    }

    private static int LongestOf(EncodedExample example) => Math.Max(1, Math.Max(example.Tokens.Length, example.Decoder?.Tokens.Length ?? 0));

    private static int LengthIn(EncodedExample example, string stack) => Math.Max(1, example.InStack(stack).Tokens.Length);

    // Blocks of the pool are up to an eighth larger than what they hold.
    private static long Bytes(long floats) => (floats * sizeof(float) / 8 * 9) + (16 << 10);
}
