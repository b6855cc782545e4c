using System.Collections.Immutable;
using AttentionLens.Models.Checkpoints;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>The weights of a checkpoint, whichever prefix and endings its names have.</summary>
internal sealed class CheckpointWeights : WeightSource
{
    // Checkpoints converted from TensorFlow call the weights of a LayerNorm by their symbols.
    private static readonly ImmutableArray<WeightRename> OldEndings = [new(".gamma", ".weight"), new(".beta", ".bias")];

    private readonly WeightReader _reader;
    private readonly string _basePrefix;
    private readonly double _elements;
    private readonly WeightEdit? _edit;
    private readonly IProgress<LoadProgress>? _progress;
    private readonly CancellationToken _cancellationToken;
    private long _read;

    public CheckpointWeights(
        Checkpoint checkpoint,
        string basePrefix,
        ImmutableArray<string> ignored,
        ModelLoadOptions options,
        IProgress<LoadProgress>? progress,
        CancellationToken cancellationToken)
    {
        _reader = new WeightReader(checkpoint, [basePrefix, string.Empty], OldEndings, ignored) { AllowNonFinite = options.AllowNonFiniteWeights };
        _basePrefix = basePrefix;
        _elements = Math.Max(1, checkpoint.Tensors.Values.Sum(tensor => (double)tensor.Length));
        _edit = options.EditWeight;
        _progress = progress;
        _cancellationToken = cancellationToken;
    }

    public override bool Contains(string name) => _reader.Contains(Stripped(name));

    public override void AllowCopy(string name, string original) => _reader.Alias(Stripped(name), Stripped(original));

    public override void Finish() => _reader.Finish();

    protected override Tensor Fetch(string name, WeightRole role, ReadOnlySpan<int> shape)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        Tensor values = _reader.Read(Stripped(name), shape);
        try
        {
            _edit?.Invoke(name, values.Span);
        }
        catch
        {
            values.Dispose();
            throw;
        }

        _read += values.Length;
        _progress?.Report(new LoadProgress("weights", Math.Min(1, _read / _elements)));
        return values;
    }

    private string Stripped(string name) => name.StartsWith(_basePrefix, StringComparison.Ordinal) ? name[_basePrefix.Length..] : name;
}
