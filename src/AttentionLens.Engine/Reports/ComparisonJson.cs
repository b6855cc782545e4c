using System.Collections.Immutable;
using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>Figures with several sets of scores in JSON. The bytes of an image stand there in base 64, where
/// an earlier figure of the report has the same image, its id in <c>sameAs</c> stands for them.</summary>
internal static class ComparisonJson
{
    public static void Write(Utf8JsonWriter writer, ImageOverlayFigure figure, SharedImages images)
    {
        writer.WriteStartObject("image");
        writer.WriteNumber("width", figure.Image.Width);
        writer.WriteNumber("height", figure.Image.Height);
        if (images.Find(figure.Image) is { } earlier)
        {
            writer.WriteString("sameAs", earlier.Value);
        }
        else
        {
            writer.WriteBase64String("rgb", figure.Image.Values.AsSpan());
            images.Add(figure.Id, figure.Image);
        }

        writer.WriteEndObject();
        writer.WriteStartObject("patches");
        writer.WriteNumber("rows", figure.Patches.Rows);
        writer.WriteNumber("columns", figure.Patches.Columns);
        writer.WriteNumber("side", figure.Patches.Side);
        writer.WriteNumber("first", figure.Patches.First);
        writer.WriteEndObject();
        Write(writer, "panels", figure.Panels);
        writer.Cells("outlines", figure.Outlines);
    }

    public static void Write(Utf8JsonWriter writer, TokenComparisonFigure figure)
    {
        writer.Texts("tokens", figure.Tokens);
        Write(writer, "rows", figure.Rows);
    }

    public static ImageOverlayFigure ReadOverlay(JsonNode node, ArtefactId id, string title, SharedImages images) =>
        new(id, title, ReadImage(node.Property("image"), id, images), ReadPatches(node.Property("patches")), node.Property("panels").Items(ReadScores))
        {
            Outlines = node.Optional("outlines")?.Cells() ?? [],
        };

    public static TokenComparisonFigure ReadTokens(JsonNode node, ArtefactId id, string title) =>
        new(id, title, node.Property("tokens").Texts(), node.Property("rows").Items(ReadScores));

    private static void Write(Utf8JsonWriter writer, string name, ImmutableArray<NamedScores> sets)
    {
        writer.WriteStartArray(name);
        foreach (NamedScores scores in sets)
        {
            writer.WriteStartObject();
            writer.WriteString("name", scores.Name);
            ScaleJson.Write(writer, scores.Scale);
            writer.Numbers("values", scores.Values);
            if (!scores.Notes.IsEmpty)
            {
                writer.Texts("notes", scores.Notes);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static NamedScores ReadScores(JsonNode node)
    {
        node.Only("name", "scale", "values", "notes");
        return new NamedScores(node.Property("name").Text(), node.Property("values").Singles(), ScaleJson.Read(node.Property("scale")))
        {
            Notes = node.Optional("notes")?.Texts() ?? [],
        };
    }

    private static ColorImage ReadImage(JsonNode node, ArtefactId id, SharedImages images)
    {
        node.Only("width", "height", "rgb", "sameAs");
        (int width, int height) = ((int)node.Property("width").Integer(1, int.MaxValue), (int)node.Property("height").Integer(1, int.MaxValue));
        if (node.Optional("sameAs") is { } named)
        {
            node.Only("width", "height", "sameAs");
            return images.Of(SiteJson.ReadId(named)) is { } earlier && (earlier.Width, earlier.Height) == (width, height)
                ? earlier
                : throw named.Wrong("the id of an earlier figure with an image of this size");
        }

        byte[] bytes = node.Property("rgb").Bytes();
        if (bytes.Length != 3m * width * height)
        {
            throw new LensInputException(FormattableString.Invariant(
                $"'{node.Place}' does not fit together: {bytes.Length} bytes for {width} by {height} pixels, expected three for each."));
        }

        ColorImage image = new(width, height, [.. bytes]);
        images.Add(id, image);
        return image;
    }

    private static PatchGrid ReadPatches(JsonNode node)
    {
        node.Only("rows", "columns", "side", "first");
        return new PatchGrid(node.Property("rows").Count(), node.Property("columns").Count(), node.Property("side").Count(), node.Property("first").Count());
    }
}
