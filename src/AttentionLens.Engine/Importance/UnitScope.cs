using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Learns from a pass how many heads stand at each hook point: a catalog does not say.</summary>
internal sealed class UnitScope(LensModel model)
{
    private readonly Dictionary<HookName, int> _heads = [];

    /// <summary>What a pass has to tell.</summary>
    public ImmutableArray<HookSubscription> Subscriptions => model.Hooks.Any(hook => hook.Kind == HookKind.HeadOutput) && _heads.Count == 0
        ? [new HookSubscription(HookSelector.Of(HookKind.HeadOutput), (in HookContext read) => _heads[read.Hook.Name] = (int)read.Value.Lengths[2])]
        : [];

    /// <summary>All units of the model; a pass was subscribed to before.</summary>
    public ImmutableArray<ModelUnit> Units() => ModelUnits.Of(model.Hooks, hook => _heads[hook.Name]);
}
