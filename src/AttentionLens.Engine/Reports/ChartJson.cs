using System.Collections.Immutable;
using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>Charts in JSON; their panels are told apart by their property <c>type</c>.</summary>
internal static class ChartJson
{
    private const string Bars = "bars";
    private const string Curves = "curves";
    private const string Points = "points";
    private const string Steps = "steps";

    public static void Write(Utf8JsonWriter writer, ChartFigure figure)
    {
        writer.WriteStartArray("panels");
        foreach (ChartPanel panel in figure.Panels)
        {
            writer.WriteStartObject();
            writer.WriteString("type", panel switch { BarPanel => Bars, CurvePanel => Curves, WaterfallPanel => Steps, _ => Points });
            writer.WriteString("title", panel.Title);
            switch (panel)
            {
                case BarPanel bars:
                    Write(writer, bars);
                    break;
                case CurvePanel curves:
                    Write(writer, curves);
                    break;
                case ScatterPanel scatter:
                    Write(writer, scatter);
                    break;
                case WaterfallPanel waterfall:
                    Write(writer, waterfall);
                    break;
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static ChartFigure Read(JsonNode node, ArtefactId id, string title) => new(id, title, node.Property("panels").Items(ReadPanel));

    private static void Write(Utf8JsonWriter writer, BarPanel panel)
    {
        writer.WriteString("unit", panel.Unit);
        writer.Texts("labels", panel.Labels);
        writer.Numbers("values", panel.Values);
        WriteUnlessEmpty(writer, "errors", panel.Errors);
        if (panel.Reference is { } reference)
        {
            writer.Number("reference", reference);
        }
    }

    private static void Write(Utf8JsonWriter writer, CurvePanel panel)
    {
        writer.WriteString("horizontal", panel.Horizontal);
        writer.WriteString("vertical", panel.Vertical);
        if (panel.IsLogarithmic)
        {
            writer.WriteBoolean("logarithmic", true);
        }

        writer.WriteStartArray("curves");
        foreach (ChartCurve curve in panel.Curves)
        {
            writer.WriteStartObject();
            writer.WriteString("name", curve.Name);
            if (curve.IsControl)
            {
                writer.WriteBoolean("control", true);
            }

            writer.Numbers("x", curve.X);
            writer.Numbers("y", curve.Y);
            WriteUnlessEmpty(writer, "lower", curve.Lower);
            WriteUnlessEmpty(writer, "upper", curve.Upper);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, ScatterPanel panel)
    {
        writer.WriteString("horizontal", panel.Horizontal);
        writer.WriteString("vertical", panel.Vertical);
        if (panel.Subtitle.Length > 0)
        {
            writer.WriteString("subtitle", panel.Subtitle);
        }

        writer.Texts("labels", [.. panel.Points.Select(point => point.Label)]);
        writer.Numbers("x", [.. panel.Points.Select(point => point.X)]);
        writer.Numbers("y", [.. panel.Points.Select(point => point.Y)]);
    }

    private static void Write(Utf8JsonWriter writer, WaterfallPanel panel)
    {
        writer.WriteString("unit", panel.Unit);
        writer.Texts("labels", panel.Labels);
        writer.Numbers("steps", panel.Steps);
        writer.Number("start", panel.Start);
        if (panel.Total is { } total)
        {
            writer.Number("total", total);
        }
    }

    private static void WriteUnlessEmpty(Utf8JsonWriter writer, string name, ImmutableArray<float> values)
    {
        if (!values.IsEmpty)
        {
            writer.Numbers(name, values);
        }
    }

    private static ChartPanel ReadPanel(JsonNode node) => node.Property("type").Text() switch
    {
        Bars => ReadBars(node.Only("type", "title", "unit", "labels", "values", "errors", "reference")),
        Curves => ReadCurves(node.Only("type", "title", "horizontal", "vertical", "logarithmic", "curves")),
        Points => ReadPoints(node.Only("type", "title", "horizontal", "vertical", "subtitle", "labels", "x", "y")),
        Steps => ReadSteps(node.Only("type", "title", "unit", "labels", "steps", "start", "total")),
        _ => throw node.Property("type").Wrong($"one of {Bars}, {Curves}, {Points}, {Steps}"),
    };

    private static WaterfallPanel ReadSteps(JsonNode node) => new(
        node.Property("title").Text(), node.Property("unit").Text(), node.Property("labels").Texts(), node.Property("steps").Singles())
    {
        Start = node.Property("start").Number(),
        Total = node.Optional("total")?.Number(),
    };

    private static BarPanel ReadBars(JsonNode node) => new(
        node.Property("title").Text(), node.Property("unit").Text(), node.Property("labels").Texts(), node.Property("values").Singles())
    {
        Errors = node.Optional("errors")?.Singles() ?? [],
        Reference = node.Optional("reference")?.Number(),
    };

    private static ScatterPanel ReadPoints(JsonNode node)
    {
        ImmutableArray<string> labels = node.Property("labels").Items(item => item.Text());
        ImmutableArray<float> x = node.Property("x").Singles();
        ImmutableArray<float> y = node.Property("y").Singles();
        return x.Length != labels.Length || y.Length != labels.Length
            ? throw node.Property("labels").Wrong($"as many labels as horizontal and vertical places, {x.Length} and {y.Length}")
            : new ScatterPanel(
                node.Property("title").Text(), node.Property("horizontal").Text(), node.Property("vertical").Text(), [.. labels.Select((label, place) => new ScatterPoint(label, x[place], y[place]))])
            {
                Subtitle = node.Optional("subtitle")?.Text() ?? string.Empty,
            };
    }

    private static CurvePanel ReadCurves(JsonNode node) => new(
        node.Property("title").Text(), node.Property("horizontal").Text(), node.Property("vertical").Text(), node.Property("curves").Items(ReadCurve))
    {
        IsLogarithmic = node.Optional("logarithmic")?.Flag() ?? false,
    };

    private static ChartCurve ReadCurve(JsonNode node)
    {
        node.Only("name", "control", "x", "y", "lower", "upper");
        return new ChartCurve(node.Property("name").Text(), node.Property("x").Singles(), node.Property("y").Singles())
        {
            Lower = node.Optional("lower")?.Singles() ?? [],
            Upper = node.Optional("upper")?.Singles() ?? [],
            IsControl = node.Optional("control")?.Flag() ?? false,
        };
    }
}
