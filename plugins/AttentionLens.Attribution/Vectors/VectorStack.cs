using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>The blocks of a stack, with what vectors through them need: hook points and weights.</summary>
internal sealed class VectorStack
{
    private readonly string _prefix;

    /// <summary>The stack that reads the input.</summary>
    public VectorStack(AttributionContext context)
        : this(context, context.FindFeatures().Stack, AttentionStack.Input(context))
    {
    }

    private VectorStack(AttributionContext context, string stack, AttentionStack attention)
    {
        Model = context.Model;
        _prefix = stack.Length == 0 ? string.Empty : $"{stack}.";
        Layers = attention.Patterns.Length;
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

    /// <summary>The stack that writes, in an encoder-decoder.</summary>
    public static VectorStack Decoder(AttributionContext context) => new(context, "decoder", AttentionStack.Decoder(context));

    public HookName Hook(int layer, string name) => HookName.Parse($"{_prefix}blocks.{layer}.{name}");

    public string Weight(int layer, string name) => $"{_prefix}blocks.{layer}.{name}";

    public ImmutableArray<HookSelector> Selectors(params IEnumerable<string> names) =>
        [.. Enumerable.Range(0, Layers).SelectMany(layer => names.Select(name => HookSelector.Parse(Hook(layer, name).Value)))];
}
