using System.Text.Json;

namespace AttentionLens.Testing.Conformance;

/// <summary>The epsilon of a model's normalisations.</summary>
internal static class Epsilon
{
    private static readonly string[] Keys = ["layer_norm_eps", "layer_norm_epsilon", "rms_norm_eps", "layernorm_epsilon", "norm_epsilon", "norm_eps"];

    /// <summary>What the author says, or else the configuration, or null.</summary>
    public static double? Of(Subject subject)
    {
        if (subject.Settings.NormEpsilon is { } given)
        {
            return given;
        }

        foreach (string key in Keys)
        {
            if (subject.Folder.Config.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double epsilon))
            {
                return epsilon;
            }
        }

        return null;
    }
}
