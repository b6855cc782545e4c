using System.Collections.Immutable;
using AttentionLens.Engine;

namespace AttentionLens.Cli;

/// <summary>The inputs that the options name: one, or those of a file, which is read when they are asked for.</summary>
internal sealed class ChosenInputs
{
    private readonly LensInput? _single;
    private readonly string? _file;

    private ChosenInputs(LensInput? single, string? file)
    {
        _single = single;
        _file = file;
    }

    public static ChosenInputs Of(LensInput input) => new(input, null);

    public static ChosenInputs Of(string file) => new(null, file);

    /// <summary>The inputs.</summary>
    /// <param name="labels">The names of the model's classes, which a file may use in place of their numbers.</param>
    /// <param name="cancellationToken">Cancels between lines.</param>
    public IAsyncEnumerable<LensInput> ReadAsync(ImmutableArray<string> labels, CancellationToken cancellationToken) => _file is null
        ? new[] { _single! }.ToAsyncEnumerable()
        : InputLines.ReadAsync(_file, labels, cancellationToken);
}
