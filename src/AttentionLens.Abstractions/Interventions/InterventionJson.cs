using System.Collections.Immutable;
using System.Text.Json;

namespace AttentionLens;

/// <summary>Interventions as JSON: an object with its <c>kind</c>, the <c>target</c> hook points, and what the kind needs.</summary>
public static class InterventionJson
{
    private const string HeadScaleKind = "head_scale";
    private const string ZeroKind = "zero";
    private const string MeanKind = "mean";
    private const string ResampleKind = "resample";
    private const string PatchKind = "patch";
    private const string KnockoutKind = "knockout";
    private const string SkipKind = "skip_layer";
    private static readonly string[] Kinds = [HeadScaleKind, ZeroKind, MeanKind, ResampleKind, PatchKind, KnockoutKind, SkipKind];

    /// <summary>Writes an intervention.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="intervention">The intervention.</param>
    /// <exception cref="LensInputException">It is a callback or of a kind that is not this library's, and so no data.</exception>
    public static void Write(Utf8JsonWriter json, Intervention intervention)
    {
        json.WriteStartObject();
        json.WriteString("kind", KindOf(intervention));
        json.WriteString("target", intervention.Target.ToString());
        switch (intervention)
        {
            case HeadScale scale:
                WriteAll(json, "scales", scale.Scales, json.WriteNumberValue);
                break;
            case MeanAblation mean:
                json.WriteString("source", mean.Source);
                break;
            case ResampleAblation resample:
                json.WriteString("source", resample.Source);
                json.WriteNumber("seed", resample.Seed);
                break;
            case PatchFrom patch:
                json.WriteString("source", patch.Source);
                WriteAll(json, "positions", patch.Positions, json.WriteNumberValue);
                break;
            case AttentionKnockout knockout:
                WriteAll(json, "edges", knockout.Edges.IsDefault ? [] : knockout.Edges, edge =>
                {
                    json.WriteStartArray();
                    json.WriteNumberValue(edge.Query);
                    json.WriteNumberValue(edge.Key);
                    json.WriteEndArray();
                });
                WriteAll(json, "heads", knockout.Heads, json.WriteNumberValue);
                break;
        }

        json.WriteEndObject();
    }

    /// <summary>Reads an intervention.</summary>
    /// <param name="json">What <see cref="Write"/> wrote, or a person.</param>
    /// <param name="where">Where it stands, for messages.</param>
    /// <exception cref="LensInputException">It is none.</exception>
    public static Intervention Read(JsonElement json, string where)
    {
        InterventionFields fields = InterventionFields.Of(json, where);
        string kind = fields.Text("kind");
        HookSelector target = fields.Target();
        Intervention intervention = kind switch
        {
            HeadScaleKind => new HeadScale(target, fields.Numbers("scales")),
            ZeroKind => new ZeroAblation(target),
            MeanKind => new MeanAblation(target, fields.Text("source")),
            ResampleKind => new ResampleAblation(target, fields.Text("source"), fields.Seed("seed")),
            PatchKind => new PatchFrom(target, fields.Text("source"), fields.Indices("positions")),
            KnockoutKind => new AttentionKnockout(target, fields.Edges("edges"), fields.Indices("heads")),
            SkipKind => new SkipLayer(target),
            _ => throw new LensInputException($"{where}: there is no intervention of kind '{kind}'; nearest: {string.Join(", ", Nearest.To(kind, Kinds, 3))}."),
        };
        fields.DemandNoOthers();
        return intervention;
    }

    private static string KindOf(Intervention intervention) => intervention switch
    {
        HeadScale => HeadScaleKind,
        ZeroAblation => ZeroKind,
        MeanAblation => MeanKind,
        ResampleAblation => ResampleKind,
        PatchFrom => PatchKind,
        AttentionKnockout => KnockoutKind,
        SkipLayer => SkipKind,
        _ => throw new LensInputException($"Intervention '{intervention.GetType().Name}' at '{intervention.Target}' is code, which a file cannot hold; use one of the kinds {string.Join(", ", Kinds)}."),
    };

    private static void WriteAll<T>(Utf8JsonWriter json, string name, ImmutableArray<T> values, Action<T> write)
    {
        if (values.IsDefault)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (T value in values)
        {
            write(value);
        }

        json.WriteEndArray();
    }
}
