using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace AttentionLens.Rendering;

/// <summary>The maps of heads that the page can turn, as data: the heads, their three coordinates, and the colours that the picture beside it gives their layers.</summary>
internal static class ExplorerMaps
{
    /// <summary>The maps of a report. Those whose data do not fit together are left to the part of the page that says so.</summary>
    public static ImmutableArray<HeadMapFigure> Of(AnalysisReport report) =>
        [.. report.Artefacts.OfType<HeadMapFigure>().Where(figure => figure.FindProblem() is null && !figure.Points.IsEmpty)];

    /// <summary>Writes the maps as a property of the object that was begun; a report without maps gets none.</summary>
    public static void Write(Utf8JsonWriter writer, ImmutableArray<HeadMapFigure> maps)
    {
        if (maps.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray("maps");
        foreach (HeadMapFigure figure in maps)
        {
            writer.WriteStartObject();
            writer.WriteString("title", VisibleText.Of(figure.Title));
            writer.WriteString("figure", HtmlFigures.IdOf(figure.Id));
            writer.WriteString("kind", AttentionKind.Of(figure));
            if (figure.Address.Example is { } example)
            {
                writer.WriteNumber("example", example);
            }

            writer.WriteStartArray("points");
            foreach (HeadMapPoint point in figure.Points)
            {
                writer.WriteStartArray();
                writer.WriteNumberValue(point.Layer);
                writer.WriteNumberValue(point.Head);
                writer.WriteNumberValue(point.X);
                writer.WriteNumberValue(point.Y);
                writer.WriteNumberValue(point.Z);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
            writer.WriteStartObject("colors");
            WriteColors(writer, "light", figure, RenderTheme.Light);
            WriteColors(writer, "dark", figure, RenderTheme.Dark);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteColors(Utf8JsonWriter writer, string name, HeadMapFigure figure, RenderTheme theme)
    {
        LayerColors colors = new(figure.Points, theme, double.PositiveInfinity);
        writer.WriteStartObject(name);
        foreach (int layer in figure.Points.Select(point => point.Layer).Distinct().Order())
        {
            writer.WriteString(layer.ToString(CultureInfo.InvariantCulture), colors.Of(layer));
        }

        writer.WriteEndObject();
    }
}
