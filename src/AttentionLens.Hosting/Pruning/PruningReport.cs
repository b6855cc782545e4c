using System.Collections.Immutable;
using System.Text.Json;
using AttentionLens.Engine;

namespace AttentionLens.Hosting;

/// <summary>A pruning as JSON, <c>curve.json</c>: the same bytes for the same numbers.</summary>
public static class PruningReport
{
    /// <summary>The content of the file.</summary>
    /// <param name="result">What was pruned.</param>
    public static byte[] Write(PruningResult result)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("by", result.Importance.Method);
            json.WriteString("metric", ImportanceNames.Of(result.Removal.Metric));
            json.WriteNumber("baseline", result.Removal.Order.Points[0].Value);
            json.WriteNumber("value", result.Chosen.Value);
            json.WriteNumber("drop", result.Removal.DropAt(result.Chosen));
            json.WriteNumber("left", result.Left);
            WriteUnits(json, result.Removed);
            WriteRounds(json, result);
            json.WriteStartObject("curves");
            WriteCurve(json, "order", result.Removal.Order);
            WriteCurve(json, "reverse", result.Removal.Reverse);
            WriteCurve(json, "random", result.Removal.Random);
            json.WriteEndObject();
            WritePair(json, "parameters", result.Parameters);
            WritePair(json, "weight_bytes", result.WeightBytes);
            SweepJson.Write(json, result.Sweeps);
            json.WriteNumber("examples", result.Importance.Examples.Length);
            json.WriteNumber("seed", result.Importance.Seed);
            json.WriteEndObject();
        }

        return [.. stream.ToArray(), (byte)'\n'];
    }

    /// <summary>The curves of the rounds: before training, and after it.</summary>
    /// <param name="result">What was pruned.</param>
    public static ImmutableArray<RemovalCurve> CurvesOf(PruningResult result)
    {
        if (result.Rounds.IsEmpty)
        {
            return [];
        }

        RemovalPoint whole = result.Removal.Order.Points[0];
        bool isTrained = result.Rounds[0].After is not null;
        RemovalCurve before = new(isTrained ? "in rounds, before training" : "in rounds", [whole, .. result.Rounds.Select(round => round.Before)]);
        return isTrained ? [before, new("in rounds, after training", [whole, .. result.Rounds.Select(round => round.End)])] : [before];
    }

    private static void WriteRounds(Utf8JsonWriter json, PruningResult result)
    {
        if (result.FineTuning is { } tuning)
        {
            json.WriteStartObject("fine_tuning");
            json.WriteString("inputs", tuning.IsMeasured ? "measured" : "train");
            json.WriteNumber("examples", tuning.Examples.Length);
            json.WriteNumber("steps", tuning.Settings.Steps);
            json.WriteNumber("batch_size", tuning.Settings.BatchSize);
            json.WriteNumber("learning_rate", tuning.Settings.LearningRate);
            json.WriteEndObject();
        }

        if (result.Rounds.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("rounds");
        foreach (PruningRound round in result.Rounds)
        {
            json.WriteStartObject();
            WriteUnits(json, round.Removed);
            json.WriteStartObject("before");
            WritePoint(json, round.Before);
            json.WriteEndObject();
            if (round.After is { } after)
            {
                json.WriteStartObject("after");
                WritePoint(json, after);
                json.WriteEndObject();
            }

            if (round.Loss is { } loss)
            {
                json.WriteNumber("training_loss", loss);
            }

            json.WriteBoolean("kept", round.IsKept);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteUnits(Utf8JsonWriter json, ImmutableArray<ModelUnit> units)
    {
        json.WriteStartArray("removed");
        foreach (ModelUnit unit in units)
        {
            json.WriteStartObject();
            json.WriteString("kind", ModelUnits.WordOf(unit.Kind));
            json.WriteString("stack", unit.Stack);
            json.WriteNumber("layer", unit.Layer);
            if (unit.Head is { } head)
            {
                json.WriteNumber("head", head);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCurve(Utf8JsonWriter json, string name, RemovalCurve curve)
    {
        json.WriteStartArray(name);
        foreach (RemovalPoint point in curve.Points)
        {
            json.WriteStartObject();
            WritePoint(json, point);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePoint(Utf8JsonWriter json, RemovalPoint point)
    {
        json.WriteNumber("removed", point.Removed);
        json.WriteNumber("value", point.Value);
        if (point.Interval is { } interval)
        {
            json.WriteStartArray("ci");
            json.WriteNumberValue(interval.Low);
            json.WriteNumberValue(interval.High);
            json.WriteEndArray();
        }
    }

    private static void WritePair(Utf8JsonWriter json, string name, (long Before, long After) pair)
    {
        json.WriteStartObject(name);
        json.WriteNumber("before", pair.Before);
        json.WriteNumber("after", pair.After);
        json.WriteEndObject();
    }
}
