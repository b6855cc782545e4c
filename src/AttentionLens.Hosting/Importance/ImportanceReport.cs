using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AttentionLens.Engine;

namespace AttentionLens.Hosting;

/// <summary>Importance as JSON: one object for one method; for several an object with <c>methods</c> and <c>rank_correlation</c>.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Results">What each method says.</param>
public sealed record ImportanceReport(string Model, ImmutableArray<ImportanceResult> Results)
{
    /// <summary>Which units can go together, if that was measured: <c>greedy</c>, behind all else.</summary>
    public GreedyResult? Greedy { get; init; }

    /// <summary>How units depend on each other, if that was measured: <c>pairwise</c>, behind all else.</summary>
    public PairwiseResult? Pairwise { get; init; }

    /// <summary>The report as JSON: the same bytes for the same numbers.</summary>
    public string ToJson()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (Results.Length == 1)
            {
                ImportanceJson.Write(json, Model, Results[0]);
            }
            else
            {
                WriteAll(json);
            }

            if (Greedy is not null)
            {
                ImportanceJson.Write(json, Greedy);
            }

            if (Pairwise is not null)
            {
                ImportanceJson.Write(json, Pairwise);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    private void WriteAll(Utf8JsonWriter json)
    {
        json.WriteStartArray("methods");
        foreach (ImportanceResult result in Results)
        {
            json.WriteStartObject();
            ImportanceJson.Write(json, Model, result);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("rank_correlation");
        for (int one = 0; one < Results.Length; one++)
        {
            for (int other = one + 1; other < Results.Length; other++)
            {
                foreach (UnitKind kind in Results[one].Units.Select(unit => unit.Unit.Kind).Distinct())
                {
                    WriteAgreement(json, Results[one], Results[other], kind);
                }
            }
        }

        json.WriteEndArray();
    }

    private static void WriteAgreement(Utf8JsonWriter json, ImportanceResult one, ImportanceResult other, UnitKind kind)
    {
        ImmutableArray<double> left = Scores(one, kind);
        ImmutableArray<double> right = Scores(other, kind);
        json.WriteStartObject();
        json.WriteStartArray("methods");
        json.WriteStringValue(one.Method);
        json.WriteStringValue(other.Method);
        json.WriteEndArray();
        json.WriteString("kind", ModelUnits.WordOf(kind));
        json.WriteNumber("units", left.Length);
        ImportanceJson.WriteNumber(json, "spearman", RankCorrelation.Spearman(left, right));
        ImportanceJson.WriteNumber(json, "kendall", RankCorrelation.Kendall(left, right));
        json.WriteEndObject();
    }

    private static ImmutableArray<double> Scores(ImportanceResult result, UnitKind kind) => [.. result.Units.Where(unit => unit.Unit.Kind == kind).Select(unit => unit.Score)];
}
