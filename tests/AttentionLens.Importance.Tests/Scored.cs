using System.Collections.Immutable;
using AttentionLens.Attribution;
using AttentionLens.Engine;

namespace AttentionLens.Importance.Tests;

/// <summary>A method on some examples.</summary>
internal static class Scored
{
    public static ImmutableArray<InputBatch> BatchesOf(LensModel model, IEnumerable<LensInput> inputs, int size = int.MaxValue) =>
    [
        .. inputs.Select((input, index) => model.Inputs.Encode(index, input, new EncodeOptions())).Chunk(size).Select(model.Inputs.Collate),
    ];

    public static ValueTask<ImportanceResult> ByAsync(
        ImportanceMethod method,
        LensModel model,
        ImmutableArray<InputBatch> batches,
        ImmutableArray<UnitKind> units,
        ImportanceMetric? metric = null,
        int? maxRows = null,
        params IEnumerable<(string Key, string Value)> options) => ImportanceRunner.ScoreAsync(new ImportanceRequest
        {
            Model = model,
            Batches = batches,
            Method = method,
            Units = units,
            Metric = metric,
            MaxRows = maxRows,
            Options = [.. options.Select(option => KeyValuePair.Create(option.Key, option.Value))],
            Rules = [new AttnLrpRules(), new CpLrpRules()],
        });

    public static float[] Floats(this IEnumerable<double> values) => [.. values.Select(value => (float)value)];
}
