using System.Globalization;

namespace AttentionLens.Maps;

/// <summary>The layer that an option names.</summary>
internal static class LayerChoice
{
    /// <summary>The layer, from 0; negative where the analyzer chooses.</summary>
    /// <exception cref="LensInputException">No attention of the model has that layer.</exception>
    public static int Read(AnalysisContext context, NumberOption option)
    {
        double given = context.Options.Get(option);
        int last = MapGroup.All(context.Hooks).Max(group => group.Layers[^1].Layer ?? 0);
        return given == Math.Floor(given) && given <= last
            ? (int)given
            : throw new LensInputException(string.Create(
                CultureInfo.InvariantCulture,
                $"Option '{option.Name}' has the value '{given}'; expected a layer from 0 to {last}, the last of this model, or -1 for the analyzer's choice."));
    }
}
