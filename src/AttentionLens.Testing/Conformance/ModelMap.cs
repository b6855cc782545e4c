using System.Diagnostics.CodeAnalysis;

namespace AttentionLens.Testing.Conformance;

/// <summary>The hook points of a model by the names that the vocabulary gives them.</summary>
internal sealed class ModelMap
{
    private readonly Dictionary<string, HookPoint> _points;

    public ModelMap(HookCatalog hooks)
    {
        Hooks = hooks;
        _points = hooks.ToDictionary(point => point.Name.Value, StringComparer.Ordinal);
        Stacks = [.. hooks.Where(point => point.Layer is not null).Select(point => point.Stack).Distinct()];
        Blocks = [.. hooks.Where(point => point.Layer is not null).Select(point => (point.Stack, Layer: point.Layer!.Value)).Distinct()
            .Select(block => new BlockMap(this, block.Stack, block.Layer))];
    }

    public HookCatalog Hooks { get; }

    public IReadOnlyList<string> Stacks { get; }

    public IReadOnlyList<BlockMap> Blocks { get; }

    /// <summary>Every attention sublayer that has all its hook points.</summary>
    public IEnumerable<AttentionMap> Attentions => Blocks.SelectMany(block => block.Attentions);

    /// <summary>Every step of the residual stream that has its hook points.</summary>
    public IEnumerable<StreamStep> Steps => Blocks.SelectMany(block => block.Steps);

    public static string InStack(string stack, string name) => stack.Length == 0 ? name : $"{stack}.{name}";

    public HookPoint? Find(string name) => _points.GetValueOrDefault(name);

    public bool TryFind(string name, [NotNullWhen(true)] out HookPoint? point) => _points.TryGetValue(name, out point);
}
