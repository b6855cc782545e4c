using System.Globalization;

namespace AttentionLens.Rendering;

/// <summary>Which attention of a model a figure or a finding is about, as the explorer tells them apart.</summary>
internal static class AttentionKind
{
    public const string Self = "self";
    public const string Encoder = "encoder";
    public const string Decoder = "decoder";
    public const string Cross = "cross";

    /// <summary>The attention that a figure shows: by its hook point, or where it has none by its id.</summary>
    public static string Of(Artefact figure) => figure.Address.Hook is { } hook ? Of(hook) : Of(figure.Id.Value.Split('/'));

    /// <summary>The attention that a hook point belongs to.</summary>
    public static string Of(HookName hook)
    {
        string[] segments = hook.Value.Split('.');
        return segments.Contains("cross_attn") ? Cross : Of(segments);
    }

    /// <summary>What people call it.</summary>
    public static string Label(string kind) => kind switch
    {
        Encoder => "Encoder self-attention",
        Decoder => "Decoder self-attention",
        Cross => "Cross-attention",
        _ => "Self-attention",
    };

    /// <summary>The block that a hook point lies in, or null.</summary>
    public static int? Layer(HookName? hook)
    {
        string[] segments = hook?.Value.Split('.') ?? [];
        int place = Array.IndexOf(segments, "blocks") + 1;
        return place > 0 && place < segments.Length && int.TryParse(segments[place], NumberStyles.None, CultureInfo.InvariantCulture, out int layer) ? layer : null;
    }

    private static string Of(string[] segments) => Array.Find([Cross, Encoder, Decoder], kind => segments.Contains(kind)) ?? Self;
}
