using System.Collections.Immutable;
using AttentionLens.Engine;
using AttentionLens.Tests;

namespace AttentionLens.Importance.Tests.References;

/// <summary>One set of recorded examples with its model.</summary>
internal sealed class Recorded : IDisposable
{
    private readonly LensModel _model;
    private readonly string _set;

    private Recorded(string family, string set, LensModel model)
    {
        _model = model;
        _set = set;
        Numbers = new ReferenceCase(family);
    }

    public ReferenceCase Numbers { get; }

    public static async Task<Recorded> OpenAsync(string family, string set) =>
        new(family, set, await Families.LoadAsync(ReferenceData.At($"reference/{family}/checkpoint")));

    public async Task<ImportanceResult> ScoreAsync(
        ImportanceMethod method, ImmutableArray<UnitKind> units, ImportanceMetric metric, params IEnumerable<(string Key, string Value)> options) =>
        await Scored.ByAsync(method, _model, Scored.BatchesOf(_model, Numbers.Inputs(_set)), units, metric, null, options);

    /// <summary>The recorded tensors of a kind: the stack that each is of, and its name.</summary>
    public IEnumerable<(string Stack, string Name)> Names(string entry, string quantity)
    {
        foreach (string name in Numbers.Names.Where(name => name.StartsWith($"{_set}.{entry}.", StringComparison.Ordinal) && name.EndsWith($".{quantity}", StringComparison.Ordinal)))
        {
            string[] parts = name.Split('.');
            yield return (parts.Length == 4 ? parts[2] : "self", name);
        }
    }

    public void Dispose()
    {
        Numbers.Dispose();
        _model.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
