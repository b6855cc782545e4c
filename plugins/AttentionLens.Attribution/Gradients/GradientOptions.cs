using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>Settings that several methods of this folder offer.</summary>
internal static class GradientOptions
{
    /// <summary>More steps than anybody waits for.</summary>
    private const int MostSteps = 10_000;

    /// <summary>The number of points on a path.</summary>
    public static NumberOption Steps { get; } = new("steps", "How many points on the path from the baseline are evaluated, a whole number of at least 1.", 50, 1, MostSteps);

    /// <summary>The number of random points.</summary>
    public static NumberOption Samples { get; } = new("samples", "How many random points are evaluated, a whole number of at least 1.", 5, 1, MostSteps);

    /// <summary>What random numbers start from.</summary>
    public static NumberOption Seed { get; } = new("seed", "What the random numbers start from, a whole number of at least 0.", 0, 0, int.MaxValue);

    /// <summary>The spread of noise.</summary>
    public static NumberOption Deviation(double standard) =>
        new("stdev", "The standard deviation of the noise that is added to the features, in their unit.", standard, 0, 1e6);

    /// <summary>Where the path runs.</summary>
    public static TextOption Hook { get; } = new(
        "hook", "The hook point whose value goes from the baseline to the input, for instance blocks.3.resid_post; empty for the features themselves.", string.Empty);

    /// <summary>Where layers are read.</summary>
    public static TextOption Layers { get; } = new(
        "hook", "The hook points that are explained, a name or a pattern; empty for the output of every block of the stack that reads the input.", string.Empty);

    /// <summary>The hook point that a user named, or null for the features.</summary>
    /// <exception cref="HookNotFoundException">The model has no such hook point.</exception>
    public static HookPoint? HookOf(AttributionContext context)
    {
        string name = context.Options.Get(Hook);
        return name.Length == 0
            ? null
            : context.Model.Hooks[HookName.TryParse(name, null, out HookName parsed)
                ? parsed
                : throw Hook.Reject(name, "the name of a hook point, for instance blocks.3.resid_post")];
    }

    /// <summary>The hook points that a user chose, in forward order; the outputs of the blocks of the stack that reads the input where he chose none.</summary>
    /// <exception cref="LensInputException">There is none, or one has no positions.</exception>
    public static ImmutableArray<HookPoint> LayersOf(AttributionContext context)
    {
        string pattern = context.Options.Get(Layers);
        string stack = context.FindFeatures().Stack;
        ImmutableArray<HookPoint> layers = context.Model.Hooks.Resolve(
            pattern.Length == 0 ? HookSelector.Of(HookKind.ResidualPost, stack: stack) : HookSelector.Parse(pattern), HookCapabilities.Gradient);
        foreach (HookPoint layer in layers)
        {
            if (layer.Spec.Axes.Length < 3 || layer.Spec.Axes[1] is not (Axis.Position or Axis.Patch))
            {
                throw new LensInputException($"Hook point '{layer.Name}' is {layer.Spec}; expected one of [batch, position, …], for instance resid_post.");
            }
        }

        return layers;
    }
}
