using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>A batch as it is (clean) with what heads write on the baseline (corrupt): runs in which one sender writes the corrupt value, and whatever else is held stays clean.</summary>
internal sealed class PathSource
{
    private readonly FeaturePath _path;
    private readonly HookCatalog _hooks;
    private readonly ImmutableArray<HookPoint> _held;
    private readonly Dictionary<HookName, float[]> _clean = [];
    private readonly Dictionary<HookName, float[]> _corrupt = [];
    private readonly Dictionary<HookName, (int Positions, int Heads)> _shapes = [];

    private PathSource(FeaturePath path, AttributionContext context, ImmutableArray<HookPoint> held)
    {
        _path = path;
        _hooks = context.Model.Hooks;
        _held = held;
        Heads = [.. held.Where(hook => hook.Kind == HookKind.HeadOutput)];
    }

    /// <summary>The hook points at which heads write, in forward order.</summary>
    public ImmutableArray<HookPoint> Heads { get; }

    /// <summary>The examples, with their targets fixed.</summary>
    public InputBatch Batch => _path.Batch;

    /// <summary>What is explained, for each example.</summary>
    public ImmutableArray<ExplainedTarget> Targets => _path.Targets;

    /// <summary>The objective of each example as it is.</summary>
    public ImmutableArray<double> CleanObjectives => _path.TargetValues;

    /// <summary>Runs the examples as they are and on the baseline.</summary>
    /// <param name="context">What is explained.</param>
    /// <param name="holdsMlps">Whether MLPs are held at their clean values too.</param>
    /// <param name="cancellationToken">Cancels within a pass.</param>
    public static async ValueTask<PathSource> OpenAsync(AttributionContext context, bool holdsMlps, CancellationToken cancellationToken)
    {
        ImmutableArray<HookPoint> held =
            [.. context.Model.Hooks.Where(hook => hook.Kind == HookKind.HeadOutput || (holdsMlps && hook.Kind == HookKind.MlpOutput))];
        if (held.All(hook => hook.Kind != HookKind.HeadOutput))
        {
            throw new LensInputException($"Model '{context.Model.Card.Name}' has no hook points 'attn.z', so it has no heads that could send anything.");
        }

        FeaturePath path = await FeaturePath.OpenAsync(context, context.FindFeatures(), cancellationToken);
        PathSource source = new(path, context, held);
        RunPlan plan = new() { Capture = [.. held.Select(hook => HookSelector.Of(hook.Name))] };
        using ModelRun clean = await context.RunAsync(path.Batch, plan, cancellationToken);
        using ModelRun corrupt = await context.RunAsync(path.Batch, plan with { Interventions = [path.AtBaseline()] }, cancellationToken);
        foreach (HookPoint hook in held)
        {
            source._clean[hook.Name] = clean.Captured(hook.Name).Values.ToArray();
            source._corrupt[hook.Name] = corrupt.Captured(hook.Name).Values.ToArray();
            source._shapes[hook.Name] = (clean.Captured(hook.Name).Shape[1], clean.Captured(hook.Name).Shape[2]);
        }

        return source;
    }

    /// <summary>The number of heads that write at a hook point.</summary>
    public int HeadsAt(HookPoint hook) => _shapes[hook.Name].Heads;

    /// <summary>The number of positions that are written at, padding included.</summary>
    public int PositionsAt(HookPoint hook) => _shapes[hook.Name].Positions;

    /// <summary>One example with the baseline in its place.</summary>
    public InputVariant Corrupt(int example) => new(example) { Interventions = [_path.AtBaseline(example)] };

    /// <summary>One head writes what it writes on the baseline.</summary>
    public InputVariant FromHead(int example, HookPoint sender, int head)
    {
        (int positions, int heads) = _shapes[sender.Name];
        int width = WidthOf(sender);
        float[] corrupt = _corrupt[sender.Name];
        int first = RowOf(sender, example).Start.Value;
        CustomEdit send = new(HookSelector.Of(sender.Name), (in EditContext context) =>
        {
            Span<float> value = FlatSpan.Of(context.Value);
            for (int position = 0; position < positions; position++)
            {
                int place = ((position * heads) + head) * width;
                corrupt.AsSpan(first + place, width).CopyTo(value[place..]);
            }
        });
        return new InputVariant(example) { Interventions = [send, .. _held.Where(hook => IsBehind(hook, sender)).Select(hook => Held(hook, example))] };
    }

    /// <summary>All heads of a stack write at one position what they write there on the baseline.</summary>
    public InputVariant FromPosition(int example, string stack, int position)
    {
        List<Intervention> changes = [];
        foreach (HookPoint hook in _held.SkipWhile(hook => hook.Stack != stack))
        {
            changes.Add(Held(hook, example));
            if (hook.Kind == HookKind.HeadOutput && hook.Stack == stack)
            {
                int each = _shapes[hook.Name].Heads * WidthOf(hook);
                int start = RowOf(hook, example).Start.Value + (position * each);
                changes.Add(RowWrite.Of(hook, position * each, _corrupt[hook.Name], start..(start + each)));
            }
        }

        return new InputVariant(example) { Interventions = [.. changes] };
    }

    /// <summary>Whether a hook point is reached after another.</summary>
    public bool IsBehind(HookPoint hook, HookPoint other) => _hooks.IndexOf(hook.Name) > _hooks.IndexOf(other.Name);

    private CustomEdit Held(HookPoint hook, int example) => RowWrite.Of(hook, 0, _clean[hook.Name], RowOf(hook, example));

    private Range RowOf(HookPoint hook, int example)
    {
        int each = _clean[hook.Name].Length / Batch.Size;
        return (example * each)..((example + 1) * each);
    }

    private int WidthOf(HookPoint hook) => _clean[hook.Name].Length / (Batch.Size * _shapes[hook.Name].Positions * _shapes[hook.Name].Heads);
}
