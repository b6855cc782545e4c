using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Llama;

/// <summary>Reads how positions are turned into angles: <c>rope_theta</c>, and <c>rope_scaling</c> or <c>rope_parameters</c>.</summary>
internal static class RotaryScaling
{
    private static readonly Dictionary<string, Func<ModelConfig, float[], float[]>> Known = new(StringComparer.Ordinal)
    {
        ["default"] = (_, frequencies) => frequencies,
        ["linear"] = Linear,
        ["llama3"] = ByWavelength,
    };

    public static RotaryTable Read(ModelConfig config, int headWidth)
    {
        ModelConfig? scaling = config.Section("rope_parameters") ?? config.Section("rope_scaling");
        ModelConfig place = scaling is not null && scaling.Has("rope_theta") ? scaling : config;
        float[] frequencies = RotaryTable.Frequencies(headWidth, (float)place.Number("rope_theta", 1, 1e18, 10_000));
        foreach (ModelConfig part in scaling is null ? [config] : (ReadOnlySpan<ModelConfig>)[config, scaling])
        {
            _ = part.Number("partial_rotary_factor", 1, 1, 1);
        }

        if (scaling is not null)
        {
            string key = scaling.Has("rope_type") ? "rope_type" : "type";
            frequencies = scaling.Choice(key, Known, "default")(scaling, frequencies);
            scaling.Ignore("type");
        }

        return new RotaryTable(frequencies);
    }

    // Chen et al. 2023: positions are squeezed together.
    private static float[] Linear(ModelConfig scaling, float[] frequencies)
    {
        float factor = Factor(scaling);
        return [.. frequencies.Select(frequency => frequency / factor)];
    }

    // Slow angles are squeezed, quick ones stay, and those between go over smoothly. Every step is rounded to float, as in the reference.
    private static float[] ByWavelength(ModelConfig scaling, float[] frequencies)
    {
        float factor = Factor(scaling);
        float low = (float)scaling.Number("low_freq_factor", 1e-3, 1e6, 1);
        float high = (float)scaling.Number("high_freq_factor", 1e-3, 1e6, 4);
        if (high <= low)
        {
            throw scaling.Refuse("high_freq_factor", FormattableString.Invariant($"{high}"), FormattableString.Invariant($"more than low_freq_factor, {low}"));
        }

        float context = scaling.Integer("original_max_position_embeddings", 1, int.MaxValue);
        return [.. frequencies.Select(frequency =>
        {
            float wavelength = (float)(2 * Math.PI) / frequency;
            float smooth = ((context / wavelength) - low) / (high - low);
            return wavelength > context / low ? frequency / factor
                : wavelength < context / high ? frequency
                : ((1 - smooth) * frequency / factor) + (smooth * frequency);
        })];
    }

    private static float Factor(ModelConfig scaling) => scaling.Has("factor")
        ? (float)scaling.Number("factor", 1, 1e6, 1)
        : throw scaling.Refuse("factor", "nothing", "a number from 1 to 1000000");
}
