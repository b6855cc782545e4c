using System.Collections.Immutable;
using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>Hook points in JSON.</summary>
internal static class HookJson
{
    public static void Write(Utf8JsonWriter writer, HookPoint point)
    {
        writer.WriteStartObject();
        writer.WriteString("name", point.Name.Value);
        writer.WriteString("kind", EnumWord.Of(point.Kind));
        writer.WriteString("stack", point.Stack);
        if (point.KeyStack != point.Stack)
        {
            writer.WriteString("keyStack", point.KeyStack);
        }

        if (point.IsCausal)
        {
            writer.WriteBoolean("isCausal", true);
        }

        writer.Integer("layer", point.Layer);
        writer.Texts("axes", [.. point.Spec.Axes.Select(EnumWord.Of)]);
        writer.WriteString("unit", point.Spec.Unit);
        writer.WriteNumber("capabilities", (int)point.Capabilities);
        writer.WriteEndObject();
    }

    public static HookCatalog ReadAll(JsonNode node)
    {
        ImmutableArray<HookPoint> points = node.Items(Read);
        return points.DistinctBy(point => point.Name).Count() == points.Length
            ? new HookCatalog(points)
            : throw node.Wrong("hook points with a name of their own");
    }

    private static HookPoint Read(JsonNode node)
    {
        node.Only("name", "kind", "stack", "keyStack", "isCausal", "layer", "axes", "unit", "capabilities");
        string stack = node.Property("stack").Text();
        return new HookPoint(
            SiteJson.ReadHook(node.Property("name")),
            node.Property("kind").Word<HookKind>(),
            stack,
            node.Optional("layer")?.Count(),
            new TensorSpec(node.Property("axes").Items(axis => axis.Word<Axis>()), node.Property("unit").Text()),
            (HookCapabilities)node.Property("capabilities").Integer(0, (int)HookCapabilities.All))
        {
            KeyStack = node.Optional("keyStack")?.Text() ?? stack,
            IsCausal = node.Optional("isCausal")?.Flag() ?? false,
        };
    }
}
