using System.Collections.Immutable;
using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>Maps of heads in JSON: one list for each coordinate.</summary>
internal static class HeadMapJson
{
    public static void Write(Utf8JsonWriter writer, HeadMapFigure figure)
    {
        writer.WriteString("unit", figure.Unit);
        writer.Number("stress", figure.Stress);
        writer.Number("spaceStress", figure.SpaceStress);
        writer.WholeNumbers("layers", [.. figure.Points.Select(point => point.Layer)]);
        writer.WholeNumbers("heads", [.. figure.Points.Select(point => point.Head)]);
        writer.Numbers("x", [.. figure.Points.Select(point => point.X)]);
        writer.Numbers("y", [.. figure.Points.Select(point => point.Y)]);
        writer.Numbers("z", [.. figure.Points.Select(point => point.Z)]);
    }

    public static HeadMapFigure Read(JsonNode node, ArtefactId id, string title)
    {
        ImmutableArray<int> layers = node.Optional("layers")?.Items(item => item.Count()) ?? [];
        ImmutableArray<int> heads = node.Optional("heads")?.Items(item => item.Count()) ?? [];
        ImmutableArray<float> x = node.Property("x").Singles();
        ImmutableArray<float> y = node.Property("y").Singles();
        ImmutableArray<float> z = node.Property("z").Singles();
        return heads.Length != layers.Length || x.Length != layers.Length || y.Length != layers.Length || z.Length != layers.Length
            ? throw node.Property("x").Wrong(FormattableString.Invariant($"{layers.Length} heads and coordinates, one for each layer that is named"))
            : new HeadMapFigure(id, title, [.. layers.Select((layer, place) => new HeadMapPoint(layer, heads[place], x[place], y[place], z[place]))], node.Property("unit").Text())
            {
                Stress = node.Property("stress").Number(),
                SpaceStress = node.Property("spaceStress").Number(),
            };
    }
}
