using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>Runs every example of a batch at many points, several points to a pass.</summary>
internal sealed class PointSweep
{
    private readonly AttributionContext _context;
    private readonly InputBatch _batch;

    /// <summary>Creates a sweep.</summary>
    /// <param name="context">Runs the model.</param>
    /// <param name="batch">The examples, pinned.</param>
    public PointSweep(AttributionContext context, InputBatch batch)
    {
        _context = context;
        _batch = batch;
    }

    /// <summary>Hook points whose gradients are wanted.</summary>
    public ImmutableArray<HookName> Gradients { get; init; } = [];

    /// <summary>Hook points whose values are wanted.</summary>
    public ImmutableArray<HookName> Values { get; init; } = [];

    /// <summary>The change that writes the value of a hook point.</summary>
    public PointChange Writing(HookName hook, PointWriter write) => (plan, first, points) => plan with
    {
        Interventions =
        [
            new CustomEdit(HookSelector.Of(hook), (in EditContext context) =>
            {
                Span<float> all = FlatSpan.Of(context.Value);
                int row = all.Length / (points * _batch.Size);
                for (int index = 0; index < points * _batch.Size; index++)
                {
                    write(first + (index / _batch.Size), index % _batch.Size, all.Slice(index * row, row));
                }
            }),
        ],
    };

    /// <summary>Runs points 0 to <paramref name="points"/>, in order.</summary>
    /// <param name="points">The number of points.</param>
    /// <param name="change">What makes a row the example at its point.</param>
    /// <param name="read">Sees each pass, in order.</param>
    /// <param name="cancellationToken">Cancels within a pass.</param>
    public async ValueTask RunAsync(int points, PointChange change, Action<SweepPass> read, CancellationToken cancellationToken)
    {
        int together = Math.Max(1, _context.MaxRows / _batch.Size);
        InputBatch? rows = null;
        for (int first = 0; first < points; first += together)
        {
            int count = Math.Min(together, points - first);
            rows = rows?.Size == count * _batch.Size ? rows : Repeated(count);
            RunPlan plan = new()
            {
                Capture = Selectors(Values),
                Objective = _context.Objective,
                Backward = Gradients.IsEmpty ? null : new BackwardPlan { Objective = _context.Objective, Capture = Selectors(Gradients) },
            };
            using ModelRun run = await _context.RunAsync(rows, change(plan, first, count), cancellationToken);
            read(new SweepPass(run, first, count, _batch.Size, _context.Objective is LossObjective ? count : 1));
            _context.Report((double)(first + count) / points);
        }
    }

    /// <summary>The objective of each example under a change, in one pass.</summary>
    public static async ValueTask<ImmutableArray<double>> ObjectiveAsync(
        AttributionContext context, InputBatch batch, Intervention change, CancellationToken cancellationToken)
    {
        RunPlan plan = new() { Interventions = [change], Objective = context.Objective };
        using ModelRun run = await context.RunAsync(batch, plan, cancellationToken);
        return run.ObjectiveValues;
    }

    private InputBatch Repeated(int times) => new([.. Enumerable.Repeat(_batch.Examples, times).SelectMany(examples => examples)]);

    private static ImmutableArray<HookSelector> Selectors(ImmutableArray<HookName> hooks) => [.. hooks.Select(HookSelector.Of)];
}
