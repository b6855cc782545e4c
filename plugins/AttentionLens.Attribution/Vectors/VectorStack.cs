using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>The blocks of the stack that reads the input, with what vectors through them need: hook points and weights.</summary>
internal sealed class VectorStack
{
    private readonly string _prefix;

    public VectorStack(AttributionContext context)
    {
        Model = context.Model;
        string stack = context.FindFeatures().Stack;
        _prefix = stack.Length == 0 ? string.Empty : $"{stack}.";
        Layers = AttentionStack.Input(context).Patterns.Length;
        IsPreNorm = Model.Weights.Find($"{_prefix}ln_final.w") is not null;
        if (Model.Weights.Find($"{_prefix}blocks.0.attn.W_O") is null)
        {
            throw new LensInputException(
                $"Model '{Model.Card.Name}' does not show its weights, so its attention has no vectors; expected an adapter that fills {nameof(LensModel)}.{nameof(LensModel.Weights)}.");
        }
    }

    public LensModel Model { get; }

    public int Layers { get; }

    /// <summary>Whether blocks normalise what they read; otherwise they normalise what they have added up.</summary>
    public bool IsPreNorm { get; }

    public HookName Hook(int layer, string name) => HookName.Parse($"{_prefix}blocks.{layer}.{name}");

    public string Weight(int layer, string name) => $"{_prefix}blocks.{layer}.{name}";

    public ImmutableArray<HookSelector> Selectors(params IReadOnlyList<string> names) =>
        [.. Enumerable.Range(0, Layers).SelectMany(layer => names.Select(name => HookSelector.Parse(Hook(layer, name).Value)))];
}
